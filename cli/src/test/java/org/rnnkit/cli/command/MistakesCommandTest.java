package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.CommandOutcome;
import org.rnnkit.learner.KitCopy;

/** Tests of what an instructor reads of the catalogue, and a student does not. */
class MistakesCommandTest {

    private static String run(String... arguments) {
        return CommandOutcome.of(arguments).hasStatus(0).printed().replace("\r", "");
    }

    @Test
    void listsTheWrongSolutionsOfAStep() {
        assertThat(run("mistakes", "step4rnn")).contains("tanh-twice (named)\n    tanh is applied twice.\n", "Step 4 has ",
                "./rnnkit mistakes 4 NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh-twice", "tanh-tw"})
    void showsTheLinesThatDifferAndTheMessage(String name) {
        assertThat(run("mistakes", "4", name))
                .startsWith("Step 4, tanh-twice: tanh is applied twice.\n\n  public final class RnnForward {\n")
                .contains("\n-             h = x.", ".tanh();\n+             h = x.", ".tanh().tanh();\n              hidden",
                        "\nThe student reads: ").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({"none-such, To list them: ./rnnkit mistakes 4", "tanh-o, 'tanh-of-the-old-state, tanh-of-the-state-alone'"})
    void saysWhyANameFitsNone(String name, String why) {
        assertThat(CommandOutcome.of("mistakes", "4", name).hasStatus(2).errors())
                .startsWith("rnnkit: ").contains(why).hasLineCount(1);
    }

    @Test
    void aCopyWithoutTheCatalogueHasNone(@TempDir Path folder) {
        assertThat(CommandOutcome.in(KitCopy.create(folder), "mistakes", "4").hasStatus(2).errors())
                .contains("a student's copy does not").hasLineCount(1);
    }
}
