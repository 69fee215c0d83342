package org.rnnkit.learner.train;

import java.util.function.BooleanSupplier;
import org.rnnkit.grader.training.LimitedLines;
import org.rnnkit.learner.background.WorkProgress;
import org.rnnkit.toolkit.EpochResult;

/** A listener that keeps what a training reports as the progress of work in the background. */
public final class Reporter implements TrainingListener {

    private final WorkProgress<TrainingReports> progress;
    private final BooleanSupplier lastEpoch;
    private final LimitedLines notes;

    /**
     * Makes the listener.
     *
     * @param lastEpoch tells whether the user wants no further epoch, and the model as it is
     */
    public Reporter(WorkProgress<TrainingReports> progress, BooleanSupplier lastEpoch) {
        this.progress = progress;
        this.lastEpoch = lastEpoch;
        this.notes = new LimitedLines(line -> progress.update(reports -> reports.withNote(line)));
    }

    @Override
    public void epochFinished(int epoch, EpochResult result) {
        progress.update(reports -> reports.withEpoch(epoch, result));
    }

    @Override
    public void heldOutMeasured(int epoch, double perplexity) {
        progress.update(reports -> reports.withHeldOut(epoch, perplexity));
    }

    @Override
    public void sampleWritten(int epoch, String text) {
        progress.update(reports -> reports.withSample(epoch, text));
    }

    @Override
    public boolean isLastEpoch() {
        return lastEpoch.getAsBoolean();
    }

    @Override
    public void note(String line) {
        notes.accept(line);
    }

    @Override
    public void requireWanted() {
        progress.requireWanted();
    }
}
