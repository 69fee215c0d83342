package org.rnnkit.grader.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.TrainingOutcome;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextSource;

/** Tests of the training after the steps: its result, or the reason why there is none. */
@Tag("slow")
class GradedTrainingTest {

    private static final Hyperparameters TINY =
            new Hyperparameters(10_000, 32, 35, 8, 1, Sampling.SEQUENTIAL, 2, 1);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    /** These steps don't learn anything, return a perplexity of 1, and make up the samples. */
    @Test
    void measuresTheTrainedModelAndIgnoresTheStepsOwnFigures() {
        TestSubmission student = TestSubmission.copyTo(folder.resolve("student"))
                .change("step8epoch/EpochTraining.java", "updater.update(net.parameters());", "")
                .change("step8epoch/EpochTraining.java", "Math.exp(totalLoss / numTokens)", "1.0")
                .change("step6prediction/Prediction.java", "return text.toString();", """
                        System.out.println("a student prints, too");
                        return prefix + " of my own";""");

        TrainingOutcome outcome = train(student, 60);

        assertThat(outcome.message()).isEmpty();
        assertThat(outcome.report().perplexity()).isBetween(20.0, 40.0);
        assertThat(outcome.report().heldOutPerplexity()).isBetween(20.0, 40.0);
        assertThat(outcome.report().samples()).hasSize(2).allSatisfy(sample -> assertThat(sample)
                .startsWith(sample.startsWith("time") ? "time traveller" : "traveller").doesNotContain("my own"));
        assertThat(outcome.report().curve()).containsExactly(1.0, 1.0);
        assertThat(outcome.report().epochs()).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\nTraining with these steps, which report their progress: 2 epochs on");
    }

    /** In a grading the steps get the model itself and not a recording substitute, which they could detect. */
    @Test
    void givesTheStepsTheModelItselfAndDrawsThePage() {
        TestSubmission student = TestSubmission.copyTo(folder.resolve("student")).change("step9training/Training.java",
                "Loss loss = Loss.softmaxCrossEntropyLoss();", """
                if (net.getClass() != org.rnnkit.step5model.RnnModelScratch.class) {
                    throw new IllegalStateException("not the model: " + net.getClass());
                }
                Loss loss = Loss.softmaxCrossEntropyLoss();""");

        TrainingOutcome outcome = train(student, 60);

        assertThat(outcome.message()).isEmpty();
        Document page = page(outcome);
        assertThat(page.select("h1").text()).endsWith(" perplexity");
        assertThat(page.text()).contains("These figures come from the submission’s code", "Step 7 had no gradients to clip",
                "time traveller");
        assertThat(page.select("#unit").attr("max")).isEqualTo("7");
    }

    /** Each of these steps throws, or returns or reports invalid texts or figures, during the training. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "6prediction/Prediction | return text.toString(); | if (prefix != null) { throw new StackOverflowError(); }",
        "6prediction/Prediction | return text.toString(); | text.insert(0, \"\\u001b\\ud800</script><img src=x>\");",
        "8epoch/EpochTraining | return new EpochResult( | if (numTokens > 0) { return new EpochResult(-1d / 0, -9, 0); }",
        "9training/Training | epochs.add(result); | for (int i = 0; i < 1000; i++) { monitor.epochFinished(-i, null); }",
    })
    void drawsThePageInSpiteOfInvalidValues(String file, String before, String hostile) {
        TestSubmission student = TestSubmission.copyTo(folder.resolve("student")).change("step" + file + ".java", before,
                hostile + before);
        for (String prefix : List.of("time traveller", "traveller")) {
            // The samples at the end of the training are left out: an error there makes the training fail.
            student.change("step9training/Training.java",
                    "Prediction.predict(\"" + prefix + "\", 50, net, vocabulary, manager)", "\"\"");
        }

        TrainingOutcome outcome = train(student, 60);

        assertThat(outcome.message()).isEmpty();
        assertThat(outcome.report().perplexity()).isBetween(5.0, 40.0);
        Document page = page(outcome);
        assertThat(page.select("#unit").attr("max")).isEqualTo("7");
        // The excerpt's Base64 may contain any letters.
        page.select("template").remove();
        assertThat(page.body().html()).doesNotContain("\u001b", "NaN", "Infinity");
    }

    @Test
    void rejectsParametersThatAreNotTheModels() {
        TestSteps.toWrite(5);
        TestSubmission student = TestSubmission.copyTo(folder.resolve("student")).change("step5model/RnnModelScratch.java",
                "return parameters;", "return parameters == null ? null : new NDList(parameters.get(0));");

        assertThat(train(student, 60).message())
                .contains("result of the training can't be checked: training returned 1 parameter, expected 5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "60 | throw new IllegalStateException(\"no \" + System.getenv()); | The submission reports: ",
        "60 | System.exit(0);                                     | System.exit",
        "2  | while (numEpochs > 0) {}                            | took longer than 2 seconds",
        "60 | numEpochs = 1;                                      | results of 1 epoch,",
    })
    void givesTheReasonIfThereIsNoResult(int seconds, String statement, String reason) {
        String body = "Loss loss = Loss.softmaxCrossEntropyLoss();";
        TrainingOutcome outcome = train(TestSubmission.copyTo(folder.resolve("student"))
                .change("step9training/Training.java", body, "if (manager.isOpen()) {" + statement + "}" + body),
                seconds);

        assertThat(outcome.report()).isNull();
        assertThat(outcome.message()).contains(reason);
        if (statement.contains("getenv")) {
            // Only the training's process gets these environment variables; the processes of single steps don't.
            EngineSettings.ENVIRONMENT.forEach((name, value) ->
                    assertThat(outcome.message()).contains("no {", name + "=" + value));
        }
    }

    @Test
    void skipsTheTrainingIfTheTextIsMissing() {
        TrainingOutcome outcome = train(TestSubmission.copyTo(folder.resolve("student")), 60, () -> {
            throw new UsageException("no text");
        });

        assertThat(outcome.report()).isNull();
        assertThat(outcome.message()).contains("no text");
    }

    @Test
    void givesTheReasonIfTheStepsDoNotCompileTogether() {
        TrainingOutcome outcome = train(TestSubmission.copyTo(folder.resolve("student"))
                .without("step7clipping/GradientClipping.java"), 60);

        assertThat(outcome.report()).isNull();
        assertThat(outcome.message()).contains("do not compile together").contains("GradientClipping");
    }

    /** Makes the page and checks it. */
    private static Document page(TrainingOutcome outcome) {
        Report report = new Report("student", List.of(), List.of(), outcome.report(), "", List.of(),
                SampleReport.ISOLATION);
        return HtmlReader.read(TrainingPage.ofGraded(report, Map.of()).html());
    }

    private TrainingOutcome train(TestSubmission student, int seconds) {
        return train(student, seconds, TextSource::embedded);
    }

    private TrainingOutcome train(TestSubmission student, int seconds, Supplier<Text> text) {
        Kit kit = Kit.find(Steps.all());
        Submission submission = new Intake(kit).take(student.folder().toString());
        List<StepReport> steps = kit.steps().stream()
                .map(step -> StepReport.of(step, StepStatus.PASSED, "", List.of())).toList();
        return new GradedTraining(kit, TestSubmission.bestSandbox(), TestSubmission.compiler(),
                new TrainingPlan(TINY, text, Duration.ofSeconds(seconds)),
                new PrintStream(printed, true, StandardCharsets.UTF_8)).train(submission, steps, folder);
    }
}
