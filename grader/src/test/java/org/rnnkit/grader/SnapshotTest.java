package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.testkit.steps.Steps;

/** Tests that nothing is kept of a grading whose program was built again. {@code ClassroomSnapshotTest} changes the rest. */
class SnapshotTest {

    private static final String FINGERPRINT = "abc";

    private final Kit kit = Kit.find(List.of(Steps.all().get(2)));

    @TempDir
    private Path folder;
    private Path jar;

    @BeforeEach
    void writeAJar() throws IOException {
        jar = Files.writeString(folder.resolve("program.jar"), "classes");
    }

    @Test
    void aGradingDuringWhichTheProgramWasBuiltAgainIsAGraderError() throws IOException {
        StepReport finished = StepReport.of(kit.steps().get(0), StepStatus.PASSED, "", List.of());
        Checkpoint.begin(folder, FINGERPRINT).save(finished);
        String before = Files.readString(folder.resolve("partial.json"));
        try (Snapshot snapshot = new Snapshot(kit, List.of(jar))) {
            assertThat(grade(snapshot.kit(), () -> { })).isEqualTo(StepStatus.PASSED);

            assertThatThrownBy(() -> grade(snapshot.kit(), () -> Files.writeString(jar, "CLASSES")))
                    .isInstanceOf(GraderException.class)
                    .hasMessageStartingWith("The kit was built again while it graded: " + jar + " has changed. Start the same");
            assertThatThrownBy(() -> Checkpoint.resume(folder, FINGERPRINT).save(finished))
                    .hasMessageContaining("built again");
            assertThatThrownBy(() -> grade(snapshot.kit(), () -> Files.delete(folder.resolve("no submission is begun"))))
                    .hasMessageContaining("built again");
        }
        assertThat(folder.resolve("partial.json")).hasContent(before);
    }

    /** An error of the virtual machine, which finds other classes than it expects, is no explanation. */
    @Test
    void theNewBuildExplainsWhateverErrorItCauses() throws IOException {
        Checkpoint.begin(folder, FINGERPRINT).save(StepReport.of(kit.steps().get(0), StepStatus.PASSED, "", List.of()));
        try (Snapshot snapshot = new Snapshot(kit, List.of(jar))) {
            assertThatThrownBy(() -> grade(snapshot.kit(), () -> {
                Files.delete(jar);
                throw new NoClassDefFoundError("org/rnnkit/Some");
            })).isInstanceOf(GraderException.class).hasMessageContaining(jar + " has changed");
        }
    }

    @Test
    void aClosedSnapshotStopsNoLaterGrading() throws IOException {
        new Snapshot(kit, List.of(jar)).close();
        Files.delete(jar);

        Snapshot.requireUnchanged();
    }

    @Test
    void saysIfItsCopiesWereDeleted() throws IOException {
        try (Snapshot snapshot = new Snapshot(kit, List.of(jar))) {
            Path copies = snapshot.kit().libraries().get(0).getParent();
            assertThat(copies).startsWith(Path.of(System.getProperty("java.io.tmpdir")).toRealPath());
            RecursiveDelete.deleteRecursively(copies);

            assertThatThrownBy(Snapshot::requireUnchanged).isInstanceOf(GraderException.class)
                    .hasMessageContaining("was deleted while it was in use");
        }
    }

    @Test
    void isNotTakenWhileTheKitIsBuilt() throws InterruptedException {
        AtomicBoolean built = new AtomicBoolean();
        Thread build = new Thread(() -> {
            while (!built.get()) {
                append();
            }
        });
        build.start();
        try {
            assertThatThrownBy(() -> new Snapshot(kit, List.of(jar))).isInstanceOf(GraderException.class)
                    .hasMessageStartingWith("The kit is being built at the moment.");
        } finally {
            built.set(true);
            build.join();
        }
    }

    private void append() {
        try {
            Files.writeString(jar, "more", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something that happens while a submission is graded. */
    private interface Event {
        void happen() throws IOException;
    }

    /** Grades a submission whose only step has been graded before, so that no worker is needed. */
    private StepStatus grade(Kit with, Event event) {
        Submission submission = new Intake(with).take(TestSubmission.copyTo(folder.resolve("ada")).folder().toString());
        return new Grader(with, Sandbox.none(), TestSubmission.compiler(), GradingConfig.DEFAULT, (taken, steps, scratch) -> {
            try {
                event.happen();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return Trainer.Outcome.withoutReport("not wanted");
        }).run(submission, Checkpoint.resume(folder, FINGERPRINT), step -> { }).report().steps().get(0).status();
    }
}
