package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.learner.KitCopy;

/** Tests of what an instructor reads of the catalogue, and a student does not. */
class MistakesCommandTest {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final String home = System.getProperty("rnnkit.home");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
        System.setErr(err);
        System.setProperty("rnnkit.home", home);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    @Test
    void listsTheWrongSolutionsOfAStep() {
        assertThat(RnnKit.execute("mistakes", "step4rnn")).isZero();
        assertThat(printed()).contains("tanh-twice (named)\n    tanh is applied twice.\n", "Step 4 has ",
                "./rnnkit mistakes 4 NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh-twice", "tanh-tw"})
    void showsTheLinesThatDifferAndTheMessage(String name) {
        assertThat(RnnKit.execute("mistakes", "4", name)).isZero();
        assertThat(printed()).startsWith("Step 4, tanh-twice: tanh is applied twice.\n\n  public final class RnnForward {\n")
                .contains("\n-             h = x.", ".tanh();\n+             h = x.", ".tanh().tanh();\n              hidden",
                        "\nThe student reads: ").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({"none-such, To list them: ./rnnkit mistakes 4", "tanh-o, 'tanh-of-the-old-state, tanh-of-the-state-alone'"})
    void saysWhyANameFitsNone(String name, String why) {
        assertThat(RnnKit.execute("mistakes", "4", name)).isEqualTo(2);
        assertThat(printed()).startsWith("rnnkit: ").contains(why).hasLineCount(1);
    }

    @Test
    void aCopyWithoutTheCatalogueHasNone(@TempDir Path folder) {
        System.setProperty("rnnkit.home", KitCopy.create(folder).kit().home().toString());
        assertThat(RnnKit.execute("mistakes", "4")).isEqualTo(2);
        assertThat(printed()).contains("a student's copy does not").hasLineCount(1);
    }
}
