package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;

/** Tests of submissions whose code can't be run: the step has the status "error" and a reason. */
@Tag("slow")
class BrokenSubmissionTest {

    @TempDir
    private Path folder;

    @Test
    void namesFileAndLineOfACompilerError() {
        Report report = TestSubmission.copyTo(folder).state("manager.zeros", "manager.nulls").grade(1, 3);

        assertThat(report.steps()).extracting(StepReport::status).containsExactly(StepStatus.PASSED, StepStatus.ERROR);
        assertThat(report.steps().get(1).message())
                .containsPattern("step3state/HiddenState\\.java:\\d+: cannot find symbol").contains("nulls");
    }

    @Test
    void saysThatAFileIsMissing() {
        StepReport step = TestSubmission.copyTo(folder).without("step3state/HiddenState.java").gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.ERROR);
        assertThat(step.message()).contains("missing").contains("step3state/HiddenState.java");
    }

    @Test
    void saysThatAFileIsTooLarge() {
        StepReport step = TestSubmission.copyTo(folder).stateFirst("//" + "x".repeat(1_000_000)).gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.ERROR);
        assertThat(step.message()).contains("too large").contains("step3state/HiddenState.java");
    }

    @Test
    void saysThatAClassIsMissing() {
        StepReport step = TestSubmission.copyTo(folder).without("step3state/HiddenState.java")
                .step("step3state/State.java", "package org.rnnkit.step3state; public final class State {}")
                .gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.ERROR);
        assertThat(step.message()).contains("step3state/HiddenState.java", "./rnnkit reset 3");
    }

    @Test
    void saysThatThePackageLineIsWrong() {
        StepReport step = TestSubmission.copyTo(folder).state("package org.rnnkit.step3state;", "package org.rnnkit.step3;")
                .gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.ERROR);
        assertThat(step.message()).contains("package line");
    }

    @Test
    void saysWhichSignatureIsMissing() {
        StepReport step = TestSubmission.copyTo(folder).state("NDList initialize(", "NDList init(").gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.ERROR);
        assertThat(step.message())
                .contains("static NDList initialize(NDManager manager, int batchSize, int numHiddens)");
    }

    @Test
    void saysThatAMethodIsNotStatic() {
        StepReport step = TestSubmission.copyTo(folder).state("public static NDList", "public NDList").gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.ERROR);
        assertThat(step.message()).contains("static NDList initialize(");
    }

    @Test
    void reportsAFailedInitialisationAsAFailure() {
        StepReport step = TestSubmission.copyTo(folder)
                .state("private HiddenState() {}", "private HiddenState() {}\n    private static final int N = 1 / 0;")
                .gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.FAILED);
        assertThat(step.message()).contains("/ by zero");
    }
}
