package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.Grader.Trainer;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A test of the time limit for all steps together, as a platform with a time-out needs it. */
@Tag("slow")
class StepsLimitTest {

    @TempDir
    private Path folder;

    /**
     * Without the common limit, each of these steps would take half a minute at least, and its message would say so.
     * {@link SharedTimeTest} shares the time among nine such steps, with a clock that nobody has to wait for.
     */
    @Test
    void endlessLoopsStillHaveAReport() {
        Kit kit = Kit.find(Steps.all().subList(0, 3));
        TestSubmission submission = TestSubmission.copyTo(folder);
        String loop = "static { while (System.nanoTime() != 0) { Thread.onSpinWait(); } }";
        for (Step step : kit.steps()) {
            submission.file(step.sourceFile(), submission.read(step)
                    .replaceFirst("(?m)^public final class [^{]*\\{", "$0\n    " + loop + "\n"));
        }

        Report report = new Grader(kit, TestSubmission.bestSandbox(), TestSubmission.compiler(), GradingConfig.DEFAULT,
                (taken, steps, scratch) -> Trainer.Outcome.withoutReport("not wanted"))
                .limitSteps(Duration.ofSeconds(2)).run(folder.toString(), step -> { }).report();

        assertThat(report.steps()).hasSize(3).allSatisfy(step -> {
            assertThat(step.status()).as(step.message()).isEqualTo(StepStatus.FAILED);
            assertThat(step.message()).matches("Your code took longer than \\d seconds? and was stopped.*");
        });
        assertThat(report.getScore()).isZero();
    }
}
