package org.rnnkit.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.Snapshot;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.testkit.steps.Steps;

/** Tests that a class is graded with one set of tests and classes, also if a build changes them meanwhile. */
@Tag("slow")
class ClassroomSnapshotTest {

    @TempDir
    private Path folder;

    @Test
    void aChangeOfEveryFileOfTheKitChangesNoResult() throws IOException {
        Path inbox = folder.resolve("inbox");
        TestSubmission.copyTo(inbox.resolve("ada"));
        TestSubmission.copyTo(inbox.resolve("bob")).state("manager.zeros", "manager.ones");
        TestSubmission.copyTo(inbox.resolve("carl"));
        Kit copied = copyKit();
        String hash = hash(copied);

        try (Snapshot snapshot = new Snapshot(copied)) {
            assertThat(snapshot.kit().tests()).isNotEqualTo(copied.tests());
            List<ClassroomResult> results = ClassroomProcess.grade(inbox, folder.resolve("out"), snapshot.kit(),
                    (submission, steps, scratch) -> {
                        changeAllFiles();
                        return Trainer.Outcome.withoutReport("not wanted");
                    });

            assertThat(results).extracting(result -> result.report().steps().get(0).status())
                    .containsExactly(StepStatus.PASSED, StepStatus.FAILED, StepStatus.PASSED);
            assertThat(results).extracting(result -> result.report().grading().kit().hash()).containsOnly(hash);
        }

        try (Snapshot other = new Snapshot(copied)) {
            assertThat(hash(other.kit())).isNotEqualTo(hash);
        }
        copyKit();
        try (Snapshot again = new Snapshot(copied)) {
            assertThat(ClassroomProcess.grade(inbox, folder.resolve("out"), again.kit(), (submission, steps, scratch) -> {
                throw new AssertionError("graded again, with the files of before");
            })).allMatch(ClassroomResult::kept);
        }
    }

    /** Returns a kit with one step whose compiled parts are in the folder. */
    private Kit kit() {
        Kit own = Kit.find(List.of(Steps.all().get(2)));
        List<Path> libraries = new ArrayList<>(own.libraries());
        libraries.set(0, folder.resolve("toolkit"));
        return new Kit(own.layout(), own.steps(), List.of(), Optional.of(folder.resolve("steps/classes")),
                folder.resolve("stand-ins"), folder.resolve("steps/test-classes"), libraries);
    }

    private Kit copyKit() throws IOException {
        Kit own = Kit.find(Steps.all());
        Kit copied = kit();
        for (Map.Entry<Path, Path> part : Map.of(own.tests(), copied.tests(), own.stepClasses(), copied.stepClasses(),
                own.standIns(), copied.standIns(),
                own.libraries().get(0), copied.libraries().get(0)).entrySet()) {
            for (Map.Entry<String, byte[]> file : ModuleClasses.read(part.getKey()).entrySet()) {
                Path target = part.getValue().resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
        }
        return copied;
    }

    private void changeAllFiles() {
        for (String part : List.of("steps", "stand-ins", "toolkit")) {
            FileUtils.listFiles(folder.resolve(part).toFile(), null, true)
                    .forEach(file -> Uncheck.run(() -> Files.writeString(file.toPath(), "another build")));
        }
    }

    /** Returns the hash that reports name. */
    private static String hash(Kit kit) {
        Fingerprint fingerprint = new Fingerprint();
        kit.addTo(fingerprint);
        return fingerprint.finish();
    }
}
