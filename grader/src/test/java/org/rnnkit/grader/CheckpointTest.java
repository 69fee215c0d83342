package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.testkit.steps.Steps;

/** Tests that an interrupted grading can continue. */
class CheckpointTest {

    private static final String FINGERPRINT = "abc";

    private final Kit kit = Kit.find(List.of(Steps.all().get(2)));

    @TempDir
    private Path folder;
    private Submission submission;
    private Path partial;

    @BeforeEach
    void takeASubmission() {
        submission = new Intake(kit).take(TestSubmission.copyTo(folder.resolve("ada")).folder().toString());
        partial = folder.resolve("out/partial.json");
    }

    @Test
    void doesNotGradeAFinishedStepAgain() throws IOException {
        assertThatThrownBy(() -> grade(Checkpoint.begin(out(), FINGERPRINT), "disk full"))
                .isInstanceOf(GraderException.class).hasMessage("disk full");
        Checkpoint checkpoint = Checkpoint.resume(out(), FINGERPRINT);
        checkpoint.save(checkpoint.step(kit.steps().get(0)).orElseThrow().withMessage("kept from before"));
        checkpoint = Checkpoint.resume(out(), FINGERPRINT);

        Report report = grade(checkpoint, null);
        checkpoint.delete();

        assertThat(report.steps().get(0).message()).isEqualTo("kept from before");
        assertThat(report.steps().get(0).status()).isEqualTo(StepStatus.PASSED);
        assertThat(report.steps().get(0).tests()).isNotEmpty();
        assertThat(out()).isEmptyDirectory();
    }

    /** It could hold anything, such as a step without a status. */
    @Test
    void startsAgainIfTheFileWasChanged() throws IOException {
        Checkpoint.begin(out(), FINGERPRINT).save(StepReport.of(kit.steps().get(0), StepStatus.FAILED, "wrong", List.of()));
        assertThat(Checkpoint.resume(out(), FINGERPRINT).step(kit.steps().get(0))).isPresent();

        Files.writeString(partial, Files.readString(partial).replace("wrong", "right"));

        assertThat(Checkpoint.resume(out(), FINGERPRINT).step(kit.steps().get(0))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{\"fingerprint\": \"abc\"}", "{\"fingerprint\": \"abc\", \"steps\": 1}"})
    void startsAgainIfTheFileIsUnreadable(String content) throws IOException {
        Files.createDirectories(out());
        Files.writeString(partial, content);

        assertThat(Checkpoint.resume(out(), FINGERPRINT).step(kit.steps().get(0))).isEmpty();
    }

    @Test
    void ignoresResultsWithAnotherFingerprint() {
        Checkpoint.begin(out(), FINGERPRINT).save(StepReport.of(kit.steps().get(0), StepStatus.PASSED, "", List.of()));

        assertThat(Checkpoint.resume(out(), FINGERPRINT).step(kit.steps().get(0))).isPresent();
        assertThat(Checkpoint.resume(out(), "another").step(kit.steps().get(0))).isEmpty();
        assertThat(Checkpoint.begin(out(), FINGERPRINT).step(kit.steps().get(0))).isEmpty();
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Report grade(Checkpoint checkpoint, String graderError) {
        return new Grader(kit, Sandbox.none(), TestSubmission.compiler(), GradingConfig.DEFAULT, (taken, steps, scratch) -> {
            if (graderError != null) {
                throw new GraderException(graderError);
            }
            return Trainer.Outcome.withoutReport("not wanted");
        }).run(submission, checkpoint, step -> { }).report();
    }
}
