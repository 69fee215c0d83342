package org.rnnkit.grader.classroom;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.ReportFile;

/** The folder of one submission's results. A fingerprint in it, written last, says that they are whole and what of. */
final class Results {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Path folder;

    Results(Path folder) {
        this.folder = folder;
    }

    private Path mark() {
        return folder.resolve("fingerprint.json");
    }

    /** Returns the report that is there, if it is about the same. */
    Optional<Report> of(String fingerprint) {
        try {
            if (fingerprint.equals(JSON.readValue(mark().toFile(), String.class))) {
                return Optional.ofNullable(JSON.readValue(folder.resolve("report.json").toFile(), Report.class));
            }
        } catch (IOException none) {
            // Not there, or not whole: graded again, and nothing is lost but time.
        }
        return Optional.empty();
    }

    /** What is there is not, or no longer, the result. */
    void clear() {
        try {
            Files.deleteIfExists(mark());
            Files.deleteIfExists(folder.resolve("report.json"));
        } catch (IOException e) {
            throw new GraderTrouble(folder + " can't be written to: " + e.getMessage(), e);
        }
    }

    /** Keeps a report. */
    void keep(Report report, String fingerprint, BiConsumer<Report, Path> formats) {
        formats.accept(report, folder);
        ReportFile.write(fingerprint, mark());
    }
}
