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
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.testkit.steps.Steps;

/** Grading that was cut off goes on where it was. */
class CheckpointTest {

    private static final String FINGERPRINT = "abc";

    private final Kit kit = Kit.here(List.of(Steps.all().get(2)));

    @TempDir
    private Path folder;
    private Submission submission;
    private Path partial;

    @BeforeEach
    void takeASubmission() {
        submission = new Intake(kit).take(TestSubmission.in(folder.resolve("ada")).folder().toString());
        partial = folder.resolve("out/partial.json");
    }

    @Test
    void takesTheStepsThatAreDoneAndGradesNoneTwice() throws IOException {
        assertThatThrownBy(() -> grade(Checkpoint.begin(out(), FINGERPRINT), "disk full"))
                .isInstanceOf(GraderException.class).hasMessage("disk full");
        Files.writeString(partial, Files.readString(partial).replace(kit.steps().get(0).title(), "kept from before"));
        Checkpoint journal = Checkpoint.resume(out(), FINGERPRINT);

        Report report = grade(journal, null);
        journal.done();

        assertThat(report.steps().get(0).title()).isEqualTo("kept from before");
        assertThat(report.steps().get(0).status()).isEqualTo(StepStatus.PASSED);
        assertThat(report.steps().get(0).tests()).isNotEmpty();
        assertThat(out()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{\"fingerprint\": \"abc\"}", "{\"fingerprint\": \"abc\", \"steps\": 1}"})
    void beginsAnewWhereNothingCanBeReadFrom(String content) throws IOException {
        Files.createDirectories(out());
        Files.writeString(partial, content);

        assertThat(Checkpoint.resume(out(), FINGERPRINT).step(kit.steps().get(0))).isEmpty();
    }

    @Test
    void keepsNothingOfAnotherSubmissionKitOrConfiguration() {
        Checkpoint.begin(out(), FINGERPRINT).keep(StepReport.of(kit.steps().get(0), StepStatus.PASSED, "", List.of()));

        assertThat(Checkpoint.resume(out(), FINGERPRINT).step(kit.steps().get(0))).isPresent();
        assertThat(Checkpoint.resume(out(), "another").step(kit.steps().get(0))).isEmpty();
        assertThat(Checkpoint.begin(out(), FINGERPRINT).step(kit.steps().get(0))).isEmpty();
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Report grade(Checkpoint journal, String trouble) {
        return new Grader(kit, Sandbox.none(), GradingConfig.DEFAULT, (taken, steps, scratch) -> {
            if (trouble != null) {
                throw new GraderException(trouble);
            }
            return Trainer.Outcome.none("not wanted");
        }).run(submission, journal, step -> { });
    }
}
