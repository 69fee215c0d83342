package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.training.GradedTraining;
import org.rnnkit.grader.training.TrainingPlan;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.testkit.comparison.ArrayAxis;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.TextSource;

/** Tests of the whole way from a folder to a report, with steps of the real kit. */
@Tag("slow")
class GraderTest {

    @TempDir
    private Path folder;

    @Test
    void gradesTheReferenceAndTrainsWithItAndWritesTheReport() throws IOException {
        Kit kit = Kit.find(Steps.all());
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        Trainer training = training(kit, new PrintStream(terminal, true, StandardCharsets.UTF_8));
        List<StepReport> seen = new ArrayList<>();

        Report graded = grader(kit, training).run(new Intake(kit).take("solutions"), seen::add);
        OutputFile.write(graded, folder.resolve("a/report.json"));

        JsonNode report = new ObjectMapper().readTree(folder.resolve("a/report.json").toFile());
        assertThat(report.path("schema").asText()).isEqualTo("rnnkit/report/v2");
        assertThat(report.path("steps")).hasSize(Steps.all().size()).allSatisfy(GraderTest::isPassedStep);
        assertThat(seen).extracting(StepReport::number).containsExactlyElementsOf(numbers(Steps.all()));
        assertThat(seen).allSatisfy(step -> {
            assertThat(step.seed()).isNotNull();
            assertThat(step.seconds()).isPositive();
        });
        assertThat(report.path("score").asInt()).isEqualTo(points(Steps.all()));
        assertThat(report.path("maxScore").asInt()).isEqualTo(points(Steps.all()));
        JsonNode trained = report.path("training");
        assertThat(trained.path("perplexity").asDouble()).isBetween(2.0, 30.0);
        assertThat(trained.path("tokensPerSecond").asDouble()).isPositive();
        assertThat(trained.path("epochs").asInt()).isEqualTo(2);
        assertThat(trained.path("text").asText()).isEqualTo("the kit's own story");
        assertThat(trained.path("samples")).hasSize(2);
        assertThat(trained.path("samples").get(0).asText()).startsWith("time traveller").hasSize(64);
        assertThat(report.path("isolation").path("kind").asText()).isIn("bubblewrap", "process");
        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .containsSubsequence("Training with", "--no-training", "perplexity");
        assertThat(folder.resolve("a")).isDirectoryNotContaining("glob:**.part");
    }

    /** Returns a training for two epochs. */
    private static Trainer training(Kit kit, PrintStream out) {
        return new GradedTraining(kit, TestSubmission.bestSandbox(), TestSubmission.compiler(), new TrainingPlan(
                Hyperparameters.ofChapter(2, 1), TextSource::embedded,
                Duration.ofMinutes(5)), out);
    }

    private static Grader grader(Kit kit, Trainer training) {
        return new Grader(kit, TestSubmission.bestSandbox(), TestSubmission.compiler(), training);
    }

    private static void isPassedStep(JsonNode step) {
        assertThat(step.path("id").asText()).isEqualTo(TestSteps.withNumber(step.path("number").asInt()).id());
        assertThat(step.path("title").asText()).isNotEmpty();
        assertThat(step.path("status").asText()).as(step.toString()).isEqualTo("passed");
        assertThat(step.path("score").asInt()).isEqualTo(step.path("maxScore").asInt()).isPositive();
        assertThat(step.path("message").isTextual()).isTrue();
        assertThat(step.path("tests")).isNotEmpty().allSatisfy(test -> {
            assertThat(test.path("name").asText()).doesNotContain("(");
            assertThat(test.path("status").asText()).isEqualTo("passed");
            assertThat(test.path("message").isTextual()).isTrue();
            assertThat(test.path("seconds").isDouble()).isTrue();
        });
    }

    @Test
    void reportsStubsAsNotStarted() throws IOException {
        Kit kit = Kit.find(Steps.all().subList(0, 2));
        Trainer training = training(kit, System.out);

        TestSubmission stubs = TestSubmission.copyTo(folder);
        for (Step step : kit.steps()) {
            stubs.file(step.sourceFile(), Files.readString(kit.layout().exercise(step)));
        }
        Report report = grader(kit, training).run(new Intake(kit).take(stubs.folder().toString()), step -> { });

        assertThat(report.steps()).extracting(StepReport::status).containsOnly(StepStatus.NOT_STARTED);
        assertThat(report.steps()).extracting(StepReport::score).containsOnly(0);
        assertThat(report.steps().get(1).message()).contains("RnnParameters.java");
        assertThat(report.training()).isNull();
        assertThat(report.trainingMessage()).contains("1, 2");
    }

    /** A student may leave them out, and that is no mistake. */
    @Test
    void aBonusStepThatWasNotHandedInIsNotStarted() {
        Step bonus = TestSteps.bonus();
        Kit kit = Kit.find(Steps.all().subList(0, 1)).withBonus(List.of(bonus));
        TestSubmission student = TestSubmission.empty(folder.resolve("ada"));
        student.file(kit.steps().get(0).sourceFile(), TestSubmission.copyTo(folder.resolve("all")).read(kit.steps().get(0)));

        Report report = grade(kit, student);

        assertThat(report.steps()).extracting(StepReport::status).containsExactly(StepStatus.PASSED);
        assertThat(report.bonus()).extracting(StepReport::status).containsExactly(StepStatus.NOT_STARTED);
        assertThat(report.failures()).doesNotContain("step ");
    }

    /** Bonus steps need none of the nine; their score is separate. */
    @Test
    void gradesBonusStepsSeparately() {
        Kit kit = Kit.find(Steps.all().subList(2, 3)).withBonus(Steps.bonus());
        List<StepReport> seen = new ArrayList<>();

        Report report = grader(kit, (submission, steps, scratch) -> TrainingOutcome.withoutReport(steps.size() + " step"))
                .run(new Intake(kit).take("solutions"), seen::add);

        assertThat(report.bonus()).extracting(StepReport::number).containsExactlyElementsOf(numbers(Steps.bonus()));
        assertThat(report.bonus()).allSatisfy(step -> {
            assertThat(step.status()).as(step.message()).isEqualTo(StepStatus.PASSED);
        });
        assertThat(seen).extracting(StepReport::number).containsExactlyElementsOf(numbers(kit.graded()));
        assertThat(report.steps()).hasSize(1);
        assertThat(report.trainingMessage()).isEqualTo("1 step");
        assertThat(report.summary()).isEqualTo("1 of 1 step passed, score %1$d/%1$d".formatted(points(kit.steps()))
                + (kit.bonus().isEmpty() ? "" : ", bonus %1$d/%1$d".formatted(points(kit.bonus()))));
    }

    private static List<Integer> numbers(List<Step> steps) {
        return steps.stream().map(Step::number).toList();
    }

    private static int points(List<Step> steps) {
        return steps.stream().mapToInt(Step::points).sum();
    }

    /** The worker sends the arrays; the report says what belongs to the step's message. A folder's name may have spaces. */
    @Test
    void failsOnlyTheStepWithTheMistakeAndReportsTheArraysThatAreWrong() {
        Report report = TestSubmission.copyTo(folder.resolve("ada's first  submission"))
                .state("batchSize, numHiddens))", "numHiddens, batchSize))").grade(1, 3);

        assertThat(report.steps()).extracting(StepReport::status).containsExactly(StepStatus.PASSED, StepStatus.FAILED);
        assertThat(report.getScore()).isEqualTo(TestSteps.withNumber(1).points());
        StepReport wrong = report.steps().get(1);
        assertThat(wrong.message()).startsWith("Likely mistake: batchSize and numHiddens are exchanged\nthe state has shape")
                .doesNotContain("\tat ");
        assertThat(wrong.tests()).anySatisfy(test -> assertThat(test.status()).isEqualTo(TestStatus.FAILED));
        Failure failure = wrong.failure();
        assertThat(failure.likelyMistakes()).containsExactly("batchSize and numHiddens are exchanged");
        assertThat(failure.came()).startsWith("the state has shape (");
        assertThat(failure.expected()).startsWith("(");
        assertThat(failure.seed()).isEqualTo(wrong.seed());
        assertThat(failure.comparison().name()).isEqualTo("the state");
        assertThat(failure.comparison().axes()).extracting(ArrayAxis::name).containsExactly("sequence", "hidden unit");
    }

    /** A student's copy has no reference; stand-ins take the places of the steps that are wrong or missing. */
    @Test
    void gradesTheSameWithoutTheReference() {
        TestSubmission student = TestSubmission.copyTo(folder).change("step1onehot/OneHotEncoding.java", "tokens.transpose()",
                "tokens").without("step3state/HiddenState.java");
        Kit kit = Kit.find(List.of(TestSteps.withNumber(1), TestSteps.withNumber(5)));

        Report report = grade(kit.withoutReference(), student);

        assertThat(report.steps()).extracting(StepReport::status).containsExactly(StepStatus.FAILED, StepStatus.PASSED);
    }

    @Test
    void gradesBonusStepsAlone() {
        TestSubmission student = TestSubmission.copyTo(folder.resolve("all"));
        TestSubmission alone = TestSubmission.empty(folder.resolve("alone"));
        Kit kit = Kit.find(List.of(Steps.all().get(0))).withBonus(Steps.bonus().subList(0, 1));
        for (Step step : kit.bonus()) {
            alone.file(step.sourceFile(), student.read(step));
        }

        Report report = grade(kit, alone);

        assertThat(report.steps()).extracting(StepReport::status).containsExactly(StepStatus.ERROR);
        assertThat(report.bonus()).hasSameSizeAs(kit.bonus())
                .allSatisfy(step -> assertThat(step.status()).as(step.message()).isEqualTo(StepStatus.PASSED));
    }

    private static Report grade(Kit kit, TestSubmission student) {
        try (StepCompiler compiler = new StepCompiler(kit, TestSubmission.bestSandbox())) {
            return new Grader(kit, TestSubmission.bestSandbox(), compiler,
                    (submission, steps, scratch) -> TrainingOutcome.withoutReport("no"))
                    .run(new Intake(kit).take(student.folder().toString()), step -> { });
        }
    }
}
