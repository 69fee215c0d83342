package org.rnnkit.grader.marking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;

/** Tests that mistakes in a table of overrides are named with their lines, before anything is graded. */
class OverridesTest {

    private static final String HEADER = "name,step,points,comment,who\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ada,14,5,c,w      | overrides.csv:2: \"14\" is no graded step",
        "ada,stepx,5,c,w   | overrides.csv:2: \"stepx\" is no graded step",
        "ada,1,11,c,w      | overrides.csv:2: points: \"11\" is not a whole number from 0 to 10.",
        "ada,1,5 of 10,c,w | overrides.csv:2: points: \"5 of 10\" is not a whole number from 0 to 10.",
        "ada,total,20000,c,w | overrides.csv:2: points: \"20000\" is not a whole number from 0 to 10000.",
        "ada,person,1,c,w  | overrides.csv:2: points: leave them empty.",
        "ada,1,-1,c,w      | overrides.csv:2: points: \"-1\" is not",
        "ada,1,2.5,c,w     | overrides.csv:2: points: \"2.5\" is not",
        "ada,1,999999,c,w  | overrides.csv:2: points: \"999999\" is not",
        "ada,1,5,,w        | overrides.csv:2: comment is missing",
        "ada,1,5,c,        | overrides.csv:2: who is missing",
        ",1,5,c,w          | overrides.csv:2: The name is missing"})
    void namesTheLineOfAMistake(String row, String message) {
        assertThatThrownBy(() -> read(HEADER + row + "\n")).isInstanceOf(UsageException.class).hasMessageContaining(message);
    }

    @Test
    void namesAllMistakesAtOnceAndRejectsTwoChangesOfTheSamePoints() {
        assertThatThrownBy(() -> read(HEADER + "ada,1,5,c,w\n\nada,step1onehot,6,c,w\nbob,1,5,,\n"))
                .isInstanceOf(UsageException.class).hasMessageContainingAll(
                        "overrides.csv:4: There is an earlier change of the same points for \"ada\"",
                        "overrides.csv:5: comment is missing", "overrides.csv:5: who is missing");
    }

    @Test
    void namesTheLinesOfUnknownNames() throws IOException {
        Path file = Files.writeString(folder.resolve("overrides.csv"), HEADER + "ada,1,5,c,w\nadda,1,5,c,w\n,2,5,c,w\n");
        People onlyAda = (written, mayStillHandIn) -> {
            if (!written.equals("ada") || mayStillHandIn) {
                throw new UsageException("Who is " + written + "?");
            }
            return "ada";
        };

        assertThatThrownBy(() -> Overrides.read(file, TestSteps.sample(9), onlyAda)).isInstanceOf(UsageException.class)
                .hasMessage("overrides.csv:3: Who is adda?\noverrides.csv:4: The name is missing.");
    }

    /** Otherwise the second line would silently win. */
    @Test
    void rejectsTwoNamesOfOnePersonForTheSamePoints() throws IOException {
        Path file = Files.writeString(folder.resolve("overrides.csv"), HEADER + "ada,1,5,c,w\nada@uni.example,1,6,c,w\n");

        assertThatThrownBy(() -> Overrides.read(file, TestSteps.sample(9), (written, mayStillHandIn) -> "Ada Lovelace_41"))
                .hasMessage("overrides.csv:3: There is an earlier change of the same points for \"ada@uni.example\". Delete "
                        + "one.");
    }

    /** A spreadsheet may write a byte-order mark, semicolons and other columns. */
    @Test
    void readsWhatSpreadsheetsWrite() throws IOException {
        Overrides overrides = read("\uFEFFWho;Name;Step;Points;Comment;Date\r\nGrace;Ada L;total;50;\"a; b\";today\r\n");

        assertThat(overrides.of(List.of("Ada L"))).singleElement().satisfies(change -> {
            assertThat(change.target()).isEqualTo("total");
            assertThat(change.points()).isEqualTo(50);
            assertThat(change.comment()).isEqualTo("a; b");
        });
        assertThat(overrides.of(List.of("ada"))).isEmpty();
    }

    /** scores.csv has an apostrophe before what a spreadsheet would take for a formula. */
    @Test
    void readsNamesThatAreCopiedFromTheTableOfScores() throws IOException {
        for (String name : new String[] {"=1+1", "-x", "\uFF1Dx", "a;=b", "'a", "O'Brien"}) {
            Overrides overrides = read(HEADER + "\"" + Printable.cell(name) + "\",1,5,c,w\n");

            assertThat(overrides.of(List.of(name))).as(name).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name,step\nada,1\n", "name,step,points,comment,who\n\"ada,1"})
    void rejectsATableThatCannotBeRead(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UsageException.class).hasMessageContaining("overrides.csv");
    }

    @Test
    void rejectsTextThatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("overrides.csv"), (HEADER + "\u00e4,1,5,c,w").getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> Overrides.read(file, TestSteps.sample(9), People.AS_WRITTEN))
                .isInstanceOf(UsageException.class).hasMessageContaining("UTF-8");
    }

    private Overrides read(String text) throws IOException {
        return Overrides.read(Files.writeString(folder.resolve("overrides.csv"), text), TestSteps.sample(9),
                People.AS_WRITTEN);
    }
}
