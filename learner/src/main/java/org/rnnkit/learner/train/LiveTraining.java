package org.rnnkit.learner.train;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.page.TrainingPage.WrittenText;
import org.rnnkit.grader.training.TrainingProcess.LimitedLines;
import org.rnnkit.grader.training.TrainingProcess.TrainingProgress;
import org.rnnkit.learner.background.BackgroundTask;
import org.rnnkit.learner.background.ChangePulse;
import org.rnnkit.toolkit.EpochResult;

/** The one training of the studio, from its start to its end. */
public final class LiveTraining implements AutoCloseable {

    /** The samples of 10,000 epochs are fewer. More can only come from code that prints them itself. */
    private static final int MAX_SAMPLES = 40;
    private static final int MAX_SAMPLE = 200;

    private final ModelTrainer trainer;
    private final Runnable progressed;
    private final BackgroundTask task;
    private Progress progress = new Progress(null);

    /**
     * The state of the training.
     *
     * @param status the phase, and the reason of a failure
     * @param order the training; null before the first one
     * @param epochs the results of the epochs so far
     * @param samples the texts that the model wrote so far
     * @param notes sentences for the user, and lines that the steps have printed
     * @param run the name of the folder that it wrote; null until it has finished
     */
    public record State(BackgroundTask.Status status, TrainingOrder order, List<EpochResult> epochs,
            List<WrittenText> samples, List<String> notes, String run) {}

    /** What one training has reported so far. Old trainings can't write to the progress of a new one. */
    private static final class Progress implements TrainingProgress {

        private final TrainingOrder order;
        private final List<EpochResult> epochs = new ArrayList<>();
        private final List<WrittenText> samples = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final LimitedLines limitedNotes = new LimitedLines(notes::add);
        private String run;

        Progress(TrainingOrder order) {
            this.order = order;
        }

        /** Takes the epochs in their order. The steps can print such lines, too, so others are dropped. */
        @Override
        public synchronized void epochFinished(int epoch, EpochResult result) {
            if (epoch == epochs.size() + 1 && epoch <= order.settings().epochs()) {
                epochs.add(result);
            }
        }

        @Override
        public synchronized void sampleWritten(int epoch, String text) {
            boolean isNew = samples.isEmpty() || epoch > samples.get(samples.size() - 1).epoch();
            if (isNew && samples.size() < MAX_SAMPLES) {
                samples.add(new WrittenText(epoch, text.substring(0, Math.min(MAX_SAMPLE, text.length()))));
            }
        }

        synchronized void note(String line) {
            limitedNotes.accept(line);
        }

        synchronized void finish(String folder) {
            run = folder;
        }

        synchronized State state(BackgroundTask.Status status) {
            return new State(status, order, List.copyOf(epochs), List.copyOf(samples), List.copyOf(notes), run);
        }
    }

    /**
     * Makes a training that is not started.
     *
     * @param trainer trains
     * @param progressed called at most five times a second when there are new epochs, samples or notes, from any thread
     * @param changed called when the training has started, stops or has ended, from any thread
     */
    public LiveTraining(ModelTrainer trainer, Runnable progressed, Runnable changed) {
        this.trainer = trainer;
        this.progressed = progressed;
        this.task = new BackgroundTask("A training", changed);
    }

    /**
     * Starts a training.
     *
     * @param order the training
     * @throws org.rnnkit.grader.error.UsageException if one is running
     */
    public void start(TrainingOrder order) {
        Progress next = new Progress(order);
        task.start(wanted -> {
            begin(next);
            try (ChangePulse pulse = new ChangePulse(progressed)) {
                next.finish(trainer.train(order, new TrainingProgress() {
                    @Override
                    public void epochFinished(int epoch, EpochResult result) {
                        next.epochFinished(epoch, result);
                        pulse.change();
                    }

                    @Override
                    public void sampleWritten(int epoch, String text) {
                        next.sampleWritten(epoch, text);
                        pulse.change();
                    }
                }, line -> {
                    next.note(line);
                    pulse.change();
                }, wanted));
            }
        });
    }

    private synchronized void begin(Progress next) {
        progress = next;
    }

    /** Stops the training. If none runs, nothing happens. */
    public void stop() {
        task.stop();
    }

    /**
     * Returns the state.
     *
     * @return the state of the running training, or of the last one
     */
    public synchronized State state() {
        return progress.state(task.status());
    }

    @Override
    public void close() {
        task.close();
    }
}
