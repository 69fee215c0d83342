package org.rnnkit.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rnnkit.grader.Checkpoint;
import org.rnnkit.grader.Grader.GradingFindings;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.system.OutputFile;

/**
 * A cache for the findings on a submission, apart from the files for the student. While grading runs, a checkpoint of the
 * finished steps is in the same folder. The mark is not in it: it is computed again from the findings at each run.
 */
final class ReportCache {

    private final Path folder;
    private final String fingerprint;

    /** Makes a cache in a folder, for findings with this fingerprint. */
    ReportCache(Path folder, String fingerprint) {
        this.folder = folder;
        this.fingerprint = fingerprint;
    }

    private Path file() {
        return folder.resolve("findings.json");
    }

    /** Reads the findings. Empty if nothing is cached, or if the file was changed or has another fingerprint. */
    Optional<GradingFindings> read() {
        return OutputFile.readSealed(file(), fingerprint, GradingFindings.class);
    }

    /** Opens the checkpoint of an interrupted grading or starts a new one. Deletes outdated findings. */
    Checkpoint openCheckpoint() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new GraderException(folder + " can't be written to: " + e.getMessage(), e);
        }
        return Checkpoint.resume(folder, fingerprint);
    }

    /** Writes the findings. */
    void write(GradingFindings findings) {
        OutputFile.writeSealed(findings, fingerprint, file());
    }
}
