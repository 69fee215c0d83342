package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the grading board on the terminal. */
class ReportBoardTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final ReportBoard board = new ReportBoard(new PrintStream(shown, true, StandardCharsets.UTF_8), Steps.all(),
            90);

    @Test
    void breaksMessagesBetweenWords() {
        board.show(step("These are the words of a message that is longer than "
                + "one ".repeat(6) + "line of this terminal"));

        assertThat(shown()).contains("      These are the words of a message that is longer than " + "one ".repeat(6)
                + "line of\n      this terminal\n");
    }

    /** GitHub Actions would execute a command that it finds in a log. */
    @Test
    void printsNoWorkflowCommand() {
        board.show(step("::error::a\n  ::error::b\rc ##[error]d \u001B[2Je"));

        assertThat(shown().lines()).noneMatch(line -> line.strip().startsWith("::"));
        assertThat(shown()).doesNotContain("##[").doesNotContain("\u001B[2J").contains("d \\u001b[2Je");
    }

    @Test
    void showsExtraPointsIgnoredFilesAndHeldOutPerplexity() {
        board.showEnd(new Report("x", List.of(), List.of(new ExtraPoints("Bonus steps", 8, "1 of 2 passed"),
                new ExtraPoints("Talk", 5, "")),
                new TrainingReport(1.5, 9.25, 1000, 1, "story", List.of("a sample"), List.of(1.5), null), "",
                List.of("a.txt", "b.txt", "c.txt", "d.txt"), SampleReport.ISOLATION));

        assertThat(shown()).contains("  a sample\n")
                .contains("Final perplexity 1.500 (9.250 on text held out); the submission reports 1 epoch at 1,000\n"
                        + "tokens/s\n")
                .contains("Bonus steps: +8, 1 of 2 passed\nTalk: +5\n")
                .contains("Ignored: 4 files\n  a.txt\n  b.txt\n  c.txt\n  …").doesNotContain("d.txt")
                .contains("score 13/0");
    }

    private static StepReport step(String message) {
        return new StepReport("step7clipping", 7, "Gradient clipping", StepStatus.FAILED, 0, 10, message, null, null, null,
                "", List.of(), null, null);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
