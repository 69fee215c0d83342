package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.ProblemKind;
import org.rnnkit.grader.worker.step.TestProblem;
import org.rnnkit.grader.worker.step.TestResult;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.failure.Failure;

/** Tests of the gate for texts that come from a student's code. */
class WorkerTextTest {

    @Test
    void leavesAnOrdinaryTextAsItIs() {
        String text = "logits: -1.48 at [0, 0], expected −0.90393\n\tWhere: forward in /home/ada/RnnForward.java";

        assertThat(WorkerText.of(text)).isEqualTo(text);
        assertThat(WorkerText.of(null)).isNull();
    }

    @Test
    void cutsTheTextAndEachWord() {
        assertThat(WorkerText.of("a".repeat(3_900) + " b")).isEqualTo("a".repeat(300) + "… b");
        assertThat(WorkerText.of("/" + "a/".repeat(1_980))).hasSize(301);
        assertThat(WorkerText.of("word ".repeat(100_000))).hasSize(WorkerText.MAX_LENGTH + 1).endsWith("…");
        assertThat(WorkerText.of("\u0000 ".repeat(100_000))).hasSizeLessThanOrEqualTo(WorkerText.MAX_LENGTH + 2);
    }

    @Test
    void makesTheTextPrintable() {
        assertThat(WorkerText.of("red \u001b[31m, right \u202e, half \ud83d")).isEqualTo(
                "red \\u001b[31m, right \\u202e, half \\ud83d");
    }

    /** Nobody has to remember it: a new part of an answer goes through it, too. */
    @Test
    void everyTextOfAnAnswerGoesThroughIt() throws IOException {
        String text = "\u0007" + "m".repeat(1_000);
        TestProblem hostile = new TestProblem(ProblemKind.OTHER, new Failure(List.of(text), false, text, text, text, text, null,
                ArrayComparison.ofShapes("\u0007", List.of("\u0007"), new long[] {1}, new long[] {2}), 1L), 0,
                "s".repeat(1_000));
        StepResult sent = new StepResult(List.of(new TestResult("name\u0007", TestStatus.FAILED, hostile, 0)), hostile);

        StepResult read = WorkerText.JSON.readValue(WorkerFrame.JSON.writeValueAsBytes(sent), StepResult.class);

        assertThat(read.tests().get(0).name()).isEqualTo("name\\u0007");
        assertThat(List.of(read.end(), read.tests().get(0).problem())).allSatisfy(problem -> {
            Failure failure = problem.failure();
            assertThat(List.of(failure.likelyMistakes().get(0), failure.cause(), failure.came(), failure.expected(),
                    failure.details())).allSatisfy(part -> assertThat(part).startsWith("\\u0007m").hasSize(301));
            assertThat(List.of(failure.comparison().name(), failure.comparison().axes().get(0).name()))
                    .containsOnly("\\u0007");
            assertThat(problem.stub()).hasSize(301);
        });
    }
}
