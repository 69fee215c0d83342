package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.verdict.JointRun;
import org.rnnkit.grader.verdict.StepRun;
import org.rnnkit.grader.verdict.StepWorkers;
import org.rnnkit.grader.verdict.TestNames;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.NotImplementedYet;

/** Tests of the order in which the steps of a submission run: together, and alone if they fail. */
@Tag("slow")
class StepsGradingTest {

    @TempDir
    private Path folder;
    private TestSubmission student;

    @BeforeEach
    void copy() {
        student = TestSubmission.copyTo(folder);
    }

    /** Runs some of the steps in one worker, beside stand-ins. */
    private JointRun runTogether(List<Step> steps, AtomicBoolean wrong) {
        Kit kit = Kit.find(steps);
        Submission submission = new Intake(kit).take("student", student.folder());
        try (Scratch scratch = new Scratch()) {
            Path classes = TestSubmission.compiler().folderFor(steps, scratch.folder());
            StepWorkers workers = new StepWorkers(kit, TestSubmission.bestSandbox(), new TestNames(kit), scratch.folder());
            // Started before its classes are there, a worker has its engine when they come.
            try (StepRun started = workers.start(steps, submission.hash(steps), classes)) {
                assertThat(TestSubmission.compiler().compile(submission, steps, classes)).isEmpty();
                return started.finishTogether(Duration.ofMinutes(5), wrong);
            }
        }
    }

    private JointRun runTogether(int... numbers) {
        return runTogether(steps(numbers), new AtomicBoolean());
    }

    private static List<Step> steps(int... numbers) {
        return Arrays.stream(numbers).mapToObj(TestSteps::withNumber).toList();
    }

    private static List<Integer> numbers(List<Step> steps) {
        return steps.stream().map(Step::number).toList();
    }

    @Test
    void theFullTrainingIsApartFromMostStepsBeforeIt() {
        assertThat(StepsGrading.groups(steps(1, 2, 4, 5, 6, 9), 2)).extracting(StepsGradingTest::numbers)
                .containsExactly(List.of(2, 4, 5, 6), List.of(1, 9));
    }

    @Test
    void everyStepIsInOneGroup() {
        assertThat(StepsGrading.groups(steps(1, 2, 3, 5, 7), 2)).extracting(StepsGradingTest::numbers)
                .containsExactly(List.of(1, 3, 7), List.of(2, 5));
        assertThat(StepsGrading.groups(steps(1, 2, 9), 2)).extracting(StepsGradingTest::numbers)
                .containsExactly(List.of(1, 2, 9));
    }

    @Test
    void endsWhenAStepIsWrong() {
        student.state("manager.zeros", "manager.ones");

        assertThat(runTogether(3, 9)).isEqualTo(new JointRun(List.of(), steps(3)));
    }

    @Test
    void endsWhenAStepInAnotherWorkerIsWrong() {
        assertThat(runTogether(steps(1, 2), new AtomicBoolean(true))).isEqualTo(new JointRun(List.of(), List.of()));
    }

    /** The steps before it are not to blame, and neither are those that have not run. */
    @Test
    void namesTheStepThatEndsTheProcess() {
        student.stateFirst("System.exit(0);");

        assertThat(runTogether(1, 3, 7).failed()).isEqualTo(steps(3));
    }

    /** A step's output is shown beside its own tests only. */
    @Test
    void aStepThatPrintsRunsAlone() {
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

        assertThat(runTogether(3, 7).failed()).isEqualTo(steps(7));
        assertThat(student.unchecked().grade(1, 3, 7).steps()).extracting(StepReport::status).containsOnly(StepStatus.PASSED);
    }

    /** Together the steps have much more time than this one may take alone. */
    @Test
    void aStepThatTakesLongerThanItMayHasFailed() {
        List<Step> slow = steps(1, 2).stream().map(step -> step.withMarks(step.points(), 0)).toList();

        assertThat(runTogether(slow, new AtomicBoolean())).isEqualTo(new JointRun(List.of(), slow.subList(0, 1)));
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
    void stepsThatDoNotCompileLeaveTheOthersTogether() {
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
