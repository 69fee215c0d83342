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
 * A file with the finished parts of an unfinished report. Each step's result is saved as soon as it exists, so that an
 * interrupted grading can continue from there.
 */
public final class Checkpoint {

    private final Path file;
    private final String fingerprint;
    private final Content content;

    /**
     * The content of the file.
     *
     * @param steps the finished steps' reports, by the step's id
     * @param training the training's outcome under the key "outcome"; empty until the training is finished
     */
    private record Content(Map<String, StepReport> steps, Map<String, Trainer.Outcome> training) {

        static Content empty() {
            return new Content(new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    private Checkpoint(Path file, String fingerprint, Content content) {
        this.file = file;
        this.fingerprint = fingerprint;
        this.content = content;
    }

    /** Makes an empty checkpoint without a file, for a grading that can't be resumed. */
    public static Checkpoint none() {
        return new Checkpoint(null, "", Content.empty());
    }

    /**
     * Makes an empty checkpoint in the report's folder. It replaces an older file at its first save. The fingerprint is of
     * everything that the report depends on.
     */
    public static Checkpoint begin(Path folder, String fingerprint) {
        return new Checkpoint(file(folder), fingerprint, Content.empty());
    }

    /**
     * Opens the checkpoint of an interrupted grading. It is empty if there is no file, or if the file was changed or has
     * another fingerprint.
     */
    public static Checkpoint resume(Path folder, String fingerprint) {
        // A lost checkpoint costs time but no marks: the steps are graded again.
        return OutputFile.readSealed(file(folder), fingerprint, Content.class)
                .map(found -> new Checkpoint(file(folder), fingerprint, found)).orElseGet(() -> begin(folder, fingerprint));
    }

    private static Path file(Path folder) {
        return folder.resolve("partial.json");
    }

    /** Returns a step's saved report, if there is one. */
    synchronized Optional<StepReport> step(Step step) {
        return Optional.ofNullable(content.steps().get(step.id()));
    }

    /** Saves a step's report. */
    synchronized void save(StepReport step) {
        content.steps().put(step.id(), step);
        write();
    }

    /** Returns the training's saved outcome, if there is one. */
    synchronized Optional<Trainer.Outcome> training() {
        return content.training().values().stream().findFirst();
    }

    /** Saves the training's outcome if it has a report; a reason for having none is found again at the next start. */
    synchronized void save(Trainer.Outcome training) {
        if (training.report() != null) {
            content.training().put("outcome", training);
            write();
        }
    }

    private void write() {
        if (file != null) {
            OutputFile.writeSealed(content, fingerprint, file);
        }
    }

    /** Deletes the file, once the report has been written. */
    public synchronized void delete() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new GraderException("can't delete " + file + ": " + e, e);
        }
    }
}
