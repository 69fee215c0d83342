package org.rnnkit.grader.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.Student;
import org.rnnkit.grader.Trainer;
import org.rnnkit.grader.WrongUse;
import org.rnnkit.grader.isolation.ConfinementFinder;
import org.rnnkit.grader.isolation.Limits;
import org.rnnkit.grader.report.Status;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.worker.EngineChoice;
import org.rnnkit.grader.worker.Hyperparameters;
import org.rnnkit.grading.Steps;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextSource;

/** Training after the steps: a result, or the reason why there is none. */
class FullTrainingTest {

    private static final Hyperparameters TINY =
            new Hyperparameters(10_000, 32, 35, 8, 1, Sampling.SEQUENTIAL, 2, 1);

    @TempDir
    private Path folder;

    @Test
    void usesTheStudentsOwnStepsAndNotTheReferences() {
        Student student = Student.in(folder.resolve("student")).step("step6prediction/Prediction.java", """
                package org.rnnkit.step6prediction;
                import ai.djl.modality.nlp.Vocabulary;
                import ai.djl.ndarray.NDManager;
                import org.rnnkit.toolkit.LanguageModel;
                public final class Prediction {
                    public static String predict(String prefix, int n, LanguageModel net, Vocabulary v, NDManager m) {
                        System.out.println("a student prints, too");
                        return prefix + " of my own";
                    }
                }""");

        Trainer.Outcome outcome = train(student, 60);

        assertThat(outcome.message()).isEmpty();
        assertThat(outcome.report().samples()).containsExactly("time traveller of my own", "traveller of my own");
        assertThat(outcome.report().epochs()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "throw new IllegalStateException(\"no luck\");       | no luck",
        "System.exit(0);                                     | System.exit",
        "while (numEpochs > 0) {}                            | took longer than 10 seconds",
        "numEpochs = 1;                                      | results of 1 epoch;",
    })
    void saysWhyThereIsNoResult(String statement, String words) {
        String body = "Loss loss = Loss.softmaxCrossEntropyLoss();";
        Trainer.Outcome outcome = train(Student.in(folder.resolve("student"))
                .change("step9training/Training.java", body, "if (manager.isOpen()) {" + statement + "}" + body),
                10);

        assertThat(outcome.report()).isNull();
        assertThat(outcome.message()).contains(words);
    }

    @Test
    void takesATextThatCantBeHadForNoMoreThanNoTraining() {
        Trainer.Outcome outcome = train(Student.in(folder.resolve("student")), 60, () -> {
            throw new WrongUse("no text");
        });

        assertThat(outcome.report()).isNull();
        assertThat(outcome.message()).contains("no text");
    }

    @Test
    void saysThatTheStepsDoNotCompileTogether() {
        Trainer.Outcome outcome = train(Student.in(folder.resolve("student"))
                .without("step7clipping/GradientClipping.java"), 60);

        assertThat(outcome.report()).isNull();
        assertThat(outcome.message()).contains("do not compile together").contains("GradientClipping");
    }

    private Trainer.Outcome train(Student student, int seconds) {
        return train(student, seconds, TextSource::embedded);
    }

    private Trainer.Outcome train(Student student, int seconds, Supplier<Text> text) {
        Kit kit = Kit.here(Steps.all());
        Submission submission = new Intake(kit).take(student.folder().toString());
        List<StepReport> steps = kit.steps().stream()
                .map(step -> StepReport.of(step, Status.PASSED, "", List.of())).toList();
        return new FullTraining(kit, new ConfinementFinder(kit, Limits.DEFAULT).best(), TINY, new EngineChoice("cpu", 1), text,
                Duration.ofSeconds(seconds), new PrintStream(OutputStream.nullOutputStream()))
                .train(submission, steps, folder);
    }
}
