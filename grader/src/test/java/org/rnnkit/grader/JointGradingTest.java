package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.compile.CompiledSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.CheckStatus;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.run.JointRun;
import org.rnnkit.grader.run.StepRun;
import org.rnnkit.grader.run.TestNames;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the grading of all steps beside each other. */
@Tag("slow")
class JointGradingTest {

    @TempDir
    private Path folder;

    /** Grades some of the steps in one worker, beside all others. */
    private static Optional<List<StepReport>> grade(TestSubmission student, int... numbers) {
        Kit kit = TestSubmission.kit();
        Submission submission = new Intake(kit).take("student", student.folder());
        try (Scratch scratch = new Scratch()) {
            List<Step> graded = Arrays.stream(numbers).mapToObj(number -> kit.graded().get(number - 1)).toList();
            CompiledSteps compiled = TestSubmission.compiler().compileTogether(submission, kit.graded(), scratch.folder());
            return finish(graded, compiled, new AtomicBoolean(), scratch);
        }
    }

    private static Optional<List<StepReport>> finish(List<Step> steps, CompiledSteps compiled, AtomicBoolean wrong,
            Scratch scratch) {
        Kit kit = TestSubmission.kit();
        StepRun run = new StepRun(kit, TestSubmission.bestSandbox(), new TestNames(kit), scratch.folder());
        try (JointRun started = run.startTogether(steps, compiled.requireClasses())) {
            return started.finish(Duration.ofMinutes(5), wrong);
        }
    }

    /** Started before its classes are there, a worker has its engine when they come. */
    @Test
    void compilesWhileTheWorkersStart() {
        Kit kit = TestSubmission.kit();
        Submission submission = new Intake(kit).take("student", TestSubmission.copyTo(folder).folder());
        try (Scratch scratch = new Scratch()) {
            JointGrading joint = new JointGrading(submission, kit.graded(), TestSubmission.compiler(),
                    new StepRun(kit, TestSubmission.bestSandbox(), new TestNames(kit), scratch.folder()), scratch.folder(),
                    Duration.ofMinutes(5));
            List<JointRun> started = joint.start(1);

            assertThat(joint.compile()).isTrue();
            assertThat(joint.finish(started.get(0)).orElseThrow()).hasSameSizeAs(kit.graded());
            started.forEach(JointRun::close);
            assertThat(scratch.folder()).isDirectoryNotContaining("glob:**run-*");
        }
    }

    @Test
    void theFullTrainingIsApartFromTheStepsBeforeIt() {
        Kit kit = TestSubmission.kit();
        Submission submission = new Intake(kit).take("student", TestSubmission.copyTo(folder).folder());

        assertThat(new JointGrading(submission, kit.graded(), null, null, null, null).groups(2))
                .containsExactly(kit.graded().subList(0, 8), kit.graded().subList(8, kit.graded().size()));
    }

    @Test
    void passesRightStepsInOneWorkerWithTheCheck() {
        List<StepReport> passed = grade(TestSubmission.copyTo(folder), 1, 2, 3, 4, 5, 6, 7, 8, 9).orElseThrow();

        assertThat(passed).extracting(StepReport::number).containsExactlyElementsOf(IntStream.rangeClosed(1,
                Steps.all().size()).boxed().toList());
        assertThat(passed).allSatisfy(step -> {
            assertThat(step.status()).isEqualTo(StepStatus.PASSED);
            assertThat(step.check().status()).isEqualTo(CheckStatus.PASSED);
            assertThat(step.tests()).isNotEmpty();
            assertThat(step.seed()).isNotNull();
            assertThat(step.seconds()).isPositive();
        });
    }

    @Test
    void hasNoReportOfAGroupWithAWrongStep() {
        TestSubmission student = TestSubmission.copyTo(folder).change("step9training/Training.java", "50", "49");

        assertThat(grade(student, 3, 9)).isEmpty();
        assertThat(grade(student, 3, 1)).isPresent();
    }

    /** The steps are graded apart then anyway, so the time would be lost. */
    @Test
    void endsWhenAStepInAnotherWorkerIsWrong() {
        Kit kit = TestSubmission.kit();
        Submission submission = new Intake(kit).take("student", TestSubmission.copyTo(folder).folder());
        try (Scratch scratch = new Scratch()) {
            CompiledSteps compiled = TestSubmission.compiler().compileTogether(submission, kit.graded(), scratch.folder());

            assertThat(finish(kit.graded().subList(0, 2), compiled, new AtomicBoolean(true), scratch)).isEmpty();
        }
    }

    @Test
    void everyStepIsInOneGroup() {
        Kit kit = TestSubmission.kit();
        Submission submission = new Intake(kit).take("student", TestSubmission.copyTo(folder).folder());

        assertThat(new JointGrading(submission, kit.graded(), null, null, null, null).groups(2)).hasSize(2)
                .flatMap(group -> group).containsExactlyInAnyOrderElementsOf(kit.graded());
    }

    /** What a step prints is shown beside its tests, and here nobody knows which step has printed. */
    @Test
    void hasNoReportIfAStepPrints() {
        assertThat(grade(TestSubmission.copyTo(folder).stateFirst("System.out.println(\"here\");"), 1, 3)).isEmpty();
    }

    /** Step 5 is right only beside this wrong step 1, and must not pass because of it. */
    @Test
    void hasNoReportOfTwoMistakesThatMakeUpForEachOther() {
        TestSubmission student = TestSubmission.copyTo(folder)
                .change("step1onehot/OneHotEncoding.java", "tokens.transpose()", "tokens")
                .change("step5model/RnnModelScratch.java", "OneHotEncoding.encode(tokens",
                        "OneHotEncoding.encode(tokens.transpose()");

        assertThat(grade(student, 5, 1)).isEmpty();
    }

    /** Together the steps have much more time than this one may take apart. */
    @Test
    void hasNoReportIfAStepTakesLongerThanItMay() {
        Kit kit = TestSubmission.kit();
        Submission submission = new Intake(kit).take("student", TestSubmission.copyTo(folder).folder());
        List<Step> slow = kit.graded().stream().limit(2).map(step -> step.withMarks(step.points(), 0)).toList();
        try (Scratch scratch = new Scratch()) {
            CompiledSteps compiled = TestSubmission.compiler().compileTogether(submission, kit.graded(), scratch.folder());

            assertThat(finish(slow, compiled, new AtomicBoolean(), scratch)).isEmpty();
        }
    }

    /** Apart it is an error, although the rest of the step would pass. */
    @Test
    void isNotForAStepWithAFileThatIsTooLarge() {
        Kit kit = TestSubmission.kit();
        Submission submission = new Intake(kit).take("student", TestSubmission.copyTo(folder)
                .file("src/main/java/org/rnnkit/step1onehot/Large.java", " ".repeat(1_100_000)).folder());

        assertThat(new JointGrading(submission, kit.graded(), null, null, null, null).isWorthwhile()).isFalse();
    }

    @Test
    void oneWrittenStepIsGradedApart() {
        Kit kit = Kit.find(Steps.all().subList(0, 1));
        Submission submission = new Intake(kit).take("student", TestSubmission.copyTo(folder).folder());
        Step only = kit.steps().get(0);

        assertThat(new JointGrading(submission, List.of(only), null, null, null, null).isWorthwhile()).isFalse();
    }
}
