package org.rnnkit.grader;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.report.ReportFile;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grading.Step;

/**
 * What is done of a report that is not: each step's part is kept as soon as there is one, so that grading that was
 * cut off can go on from there.
 */
public final class Journal {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Path file;
    private final Kept kept;

    /**
     * What the file has in it.
     *
     * @param fingerprint what the steps' parts depend on
     * @param steps they, by step
     * @param training what training came to; none so far
     */
    private record Kept(String fingerprint, Map<String, StepReport> steps, Map<String, Trainer.Outcome> training) {

        static Kept nothing(String fingerprint) {
            return new Kept(fingerprint, new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    private Journal(Path file, Kept kept) {
        this.file = file;
        this.kept = kept;
    }

    /**
     * Keeps nothing.
     *
     * @return a journal for what is not carried on
     */
    public static Journal none() {
        return new Journal(null, Kept.nothing(""));
    }

    /**
     * Begins anew.
     *
     * @param folder where the report will be
     * @param fingerprint what it depends on
     * @return an empty journal
     */
    public static Journal begin(Path folder, String fingerprint) {
        return new Journal(file(folder), Kept.nothing(fingerprint));
    }

    /**
     * Goes on from what is there, if it is about the same.
     *
     * @param folder where the report will be
     * @param fingerprint what it depends on
     * @return the journal
     */
    public static Journal resume(Path folder, String fingerprint) {
        try {
            Kept found = JSON.readValue(file(folder).toFile(), Kept.class);
            if (found != null && fingerprint.equals(found.fingerprint()) && found.steps() != null
                    && found.training() != null) {
                return new Journal(file(folder), found);
            }
        } catch (IOException none) {
            // Nothing to go on from; it costs time, no marks.
        }
        return begin(folder, fingerprint);
    }

    private static Path file(Path folder) {
        return folder.resolve("partial.json");
    }

    /** What there is of a step. */
    synchronized Optional<StepReport> step(Step step) {
        return Optional.ofNullable(kept.steps().get(step.id()));
    }

    /** Keeps a step's part. */
    synchronized void keep(StepReport step) {
        kept.steps().put(step.id(), step);
        write();
    }

    /** What there is of training. */
    synchronized Optional<Trainer.Outcome> training() {
        return kept.training().values().stream().findFirst();
    }

    /** Keeps what training came to; why there was none is found out anew. */
    synchronized void keep(Trainer.Outcome training) {
        if (training.report() != null) {
            kept.training().put("outcome", training);
            write();
        }
    }

    private void write() {
        if (file != null) {
            ReportFile.write(kept, file);
        }
    }

    /** The report is written: there is nothing to carry on. */
    public synchronized void done() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new GraderTrouble("can't delete " + file + ": " + e.getMessage(), e);
        }
    }
}
