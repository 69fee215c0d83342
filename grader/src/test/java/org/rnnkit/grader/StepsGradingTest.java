package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.verdict.TestNames;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.NotImplementedYet;

/** Tests of the steps of a submission, which run one after the other in one process. */
@Tag("slow")
class StepsGradingTest {

    @TempDir
    private Path folder;
    private TestSubmission student;

    @BeforeEach
    void copy() {
        student = TestSubmission.copyTo(folder);
    }

    /** The steps before and after it are not to blame, and each has a worker. */
    @Test
    void aStepThatEndsTheProcessCostsThatStep() {
        student.stateFirst("System.exit(0);");

        List<StepReport> steps = student.unchecked().grade(1, 3, 7).steps();

        assertThat(steps).extracting(StepReport::status).containsExactly(StepStatus.PASSED, StepStatus.FAILED,
                StepStatus.PASSED);
        assertThat(steps.get(1).message()).startsWith("Your code ended the Java virtual machine (exit value 0");
    }

    /** A step's output is shown beside its own tests only. */
    @Test
    void theOutputOfAStepIsItsOwn() {
        student.stateFirst("System.out.println(\"here\");");

        Report report = student.grade(1, 3);
        assertThat(report.steps()).extracting(StepReport::status).containsOnly(StepStatus.PASSED);
        assertThat(report.steps().get(0).output()).isEmpty();
        assertThat(report.steps().get(1).output()).startsWith("here\n");
    }

    /**
     * Step 5 is right only beside this wrong step 1, and must not pass because of it; step 9 is right beside the stand-in of
     * step 8. {@link GraderTest} has a right step 5 beside the same step 1.
     */
    @Test
    void noStepPassesOrFailsByTheMistakeOfAnother() {
        student.change("step1onehot/OneHotEncoding.java", "tokens.transpose()", "tokens")
                .change("step5model/RnnModelScratch.java", "OneHotEncoding.encode(tokens",
                        "OneHotEncoding.encode(tokens.transpose()")
                .change("step8epoch/EpochTraining.java", "clip(net.parameters(), 1)", "clip(net.parameters(), 2)");

        assertThat(student.grade(1, 3, 5, 8, 9).steps()).extracting(StepReport::status).containsExactly(StepStatus.FAILED,
                StepStatus.PASSED, StepStatus.FAILED, StepStatus.FAILED, StepStatus.PASSED);
    }

    @Test
    void noStepFailsByWhatAnotherLeavesInTheProcess() {
        student.change("step7clipping/GradientClipping.java", "return norm;",
                        "if (System.getProperty(\"left\") != null) { throw new IllegalStateException(); } return norm;")
                .stateFirst("System.setProperty(\"left\", \"3\");");

        assertThat(student.unchecked().grade(1, 3, 7).steps()).extracting(StepReport::status).containsOnly(StepStatus.PASSED);
    }

    /** It has no seed and no time, since nothing has run. */
    @Test
    void doesNotRunAStub() throws IOException {
        Step step = TestSteps.withNumber(3);
        student.step("step3state/HiddenState.java", Files.readString(TestSubmission.kit().layout().exercise(step)));

        List<StepReport> reports = student.grade(1, 3).steps();

        assertThat(reports.get(0).status()).isEqualTo(StepStatus.PASSED);
        StepReport stub = reports.get(1);
        assertThat(stub.status()).isEqualTo(StepStatus.NOT_STARTED);
        assertThat(stub.message()).isEqualTo(new NotImplementedYet(HiddenState.class).getMessage());
        assertThat(stub.tests()).hasSameSizeAs(reports.get(0).tests().isEmpty() ? List.of() : new TestNames(
                TestSubmission.kit()).of(step)).allSatisfy(test -> assertThat(test.status()).isEqualTo(TestStatus.FAILED));
        assertThat(stub.seed()).isNull();
        assertThat(stub.seconds()).isNull();
    }

    /** Only the worker can say which of the methods are stubs. */
    @Test
    void runsAStepThatHasBeenBegun() {
        student.change("step5model/RnnModelScratch.java", "return parameters;",
                "throw new org.rnnkit.toolkit.NotImplementedYet(RnnModelScratch.class);");

        StepReport begun = student.grade(3, 5).steps().get(1);

        assertThat(begun.status()).isEqualTo(StepStatus.FAILED);
        assertThat(begun.message()).contains("Still stubs: parameters.");
    }

    @Test
    void aStepThatDoesNotCompileCostsThatStep() {
        student.state("return", "no Java").change("step7clipping/GradientClipping.java", "double norm =", "int norm =");

        assertThat(student.grade(1, 3, 5, 7).steps()).extracting(StepReport::status).containsExactly(StepStatus.PASSED,
                StepStatus.ERROR, StepStatus.PASSED, StepStatus.ERROR);
    }

    /** The worker stops it, after five seconds of work, and says where it is. */
    @Test
    void anEndlessLoopIsStoppedAtItsLine() {
        student.stateFirst("while (batchSize > 0) { }");

        StepReport step = student.grade(3).steps().get(0);

        assertThat(step.status()).isEqualTo(StepStatus.FAILED);
        assertThat(step.message()).matches("Your code was stopped after \\d+ seconds.*Is there an endless loop\\? "
                + "It was at HiddenState\\.java:\\d+\\.");
        assertThat(step.location().line()).isNotNull();
    }
}
