package org.rnnkit.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rnnkit.grader.Checkpoint;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.system.SealedFile;

/**
 * A cache for a submission's complete report, apart from the files for the student. While grading runs, a checkpoint of the
 * finished steps is in the same folder. The report is written last: if it exists, all other files are complete.
 */
final class ReportCache {

    private final Path folder;
    private final String fingerprint;

    /** Makes a cache in a folder, for reports with this fingerprint. */
    ReportCache(Path folder, String fingerprint) {
        this.folder = folder;
        this.fingerprint = fingerprint;
    }

    private Path file() {
        return folder.resolve("whole.json");
    }

    /** Reads the report. Empty if nothing is cached, or if the file was changed or has another fingerprint. */
    Optional<Report> read() {
        return SealedFile.read(file(), fingerprint, Report.class);
    }

    /** Opens the checkpoint of an interrupted grading or starts a new one. Deletes an outdated report. */
    Checkpoint openCheckpoint() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new GraderException(folder + " can't be written to: " + e.getMessage(), e);
        }
        return Checkpoint.resume(folder, fingerprint);
    }

    /** Writes the report. */
    void write(Report report) {
        SealedFile.write(report, fingerprint, file());
    }
}
