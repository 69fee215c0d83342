package org.rnnkit.grader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.testkit.steps.Step;

/**
 * What is done of a report that is not: each step's part is kept as soon as there is one, so that grading that was
 * cut off can go on from there.
 */
public final class Checkpoint {

    private final Path file;
    private final Content content;

    /**
     * What the file has in it.
     *
     * @param fingerprint what the steps' parts depend on
     * @param steps they, by step
     * @param training what training came to; none so far
     */
    private record Content(String fingerprint, Map<String, StepReport> steps, Map<String, Trainer.Outcome> training) {

        static Content nothing(String fingerprint) {
            return new Content(fingerprint, new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    private Checkpoint(Path file, Content content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Keeps nothing.
     *
     * @return a journal for what is not carried on
     */
    public static Checkpoint none() {
        return new Checkpoint(null, Content.nothing(""));
    }

    /**
     * Begins anew.
     *
     * @param folder where the report will be
     * @param fingerprint what it depends on
     * @return an empty journal
     */
    public static Checkpoint begin(Path folder, String fingerprint) {
        return new Checkpoint(file(folder), Content.nothing(fingerprint));
    }

    /**
     * Goes on from what is there, if it is about the same.
     *
     * @param folder where the report will be
     * @param fingerprint what it depends on
     * @return the journal
     */
    public static Checkpoint resume(Path folder, String fingerprint) {
        // Where there is nothing to go on from, it costs time and no marks.
        return OutputFile.read(file(folder), Content.class)
                .filter(found -> fingerprint.equals(found.fingerprint()) && found.steps() != null
                        && found.training() != null)
                .map(found -> new Checkpoint(file(folder), found)).orElseGet(() -> begin(folder, fingerprint));
    }

    private static Path file(Path folder) {
        return folder.resolve("partial.json");
    }

    /** What there is of a step. */
    synchronized Optional<StepReport> step(Step step) {
        return Optional.ofNullable(content.steps().get(step.id()));
    }

    /** Keeps a step's part. */
    synchronized void keep(StepReport step) {
        content.steps().put(step.id(), step);
        write();
    }

    /** What there is of training. */
    synchronized Optional<Trainer.Outcome> training() {
        return content.training().values().stream().findFirst();
    }

    /** Keeps what training came to; why there was none is found out anew. */
    synchronized void keep(Trainer.Outcome training) {
        if (training.report() != null) {
            content.training().put("outcome", training);
            write();
        }
    }

    private void write() {
        if (file != null) {
            OutputFile.write(content, file);
        }
    }

    /** The report is written: there is nothing to carry on. */
    public synchronized void done() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new GraderException("can't delete " + file + ": " + e.getMessage(), e);
        }
    }
}
