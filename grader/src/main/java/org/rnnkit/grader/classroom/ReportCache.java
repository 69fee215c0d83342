package org.rnnkit.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rnnkit.grader.Checkpoint;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.system.OutputFile;

/**
 * What the grader keeps of a submission for itself, apart from what its author gets: the whole report, and while there
 * is none, what is done of it. The report is written last of all, so that there being one says that all is there.
 */
final class ReportCache {

    private final Path folder;
    private final String fingerprint;

    /**
     * What the file has in it.
     *
     * @param fingerprint what the report depends on
     * @param report the report
     */
    private record Whole(String fingerprint, Report report) {}

    /** Describes it. */
    ReportCache(Path folder, String fingerprint) {
        this.folder = folder;
        this.fingerprint = fingerprint;
    }

    private Path file() {
        return folder.resolve("whole.json");
    }

    /** Returns the report, if there is one about the same. */
    Optional<Report> report() {
        return OutputFile.read(file(), Whole.class).filter(whole -> fingerprint.equals(whole.fingerprint()))
                .map(Whole::report);
    }

    /** Opens the journal; what was there of another submission is gone. */
    Checkpoint journal() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new GraderException(folder + " can't be written to: " + e.getMessage(), e);
        }
        return Checkpoint.resume(folder, fingerprint);
    }

    /** Keeps the report. */
    void keep(Report report) {
        OutputFile.write(new Whole(fingerprint, report), file());
    }
}
