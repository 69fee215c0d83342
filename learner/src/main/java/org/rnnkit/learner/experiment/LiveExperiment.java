package org.rnnkit.learner.experiment;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.page.ComparisonPage;
import org.rnnkit.learner.background.BackgroundTask;
import org.rnnkit.learner.background.ChangePulse;

/** The one experiment of the studio that runs, or that ran last. */
final class LiveExperiment implements AutoCloseable {

    private final Experimenter experimenter;
    private final Runnable progressed;
    private final BackgroundTask task;
    private Progress progress = new Progress(null);

    /**
     * The state of the experiment.
     *
     * @param status the phase, and the reason of a failure
     * @param order the experiment; null before the first one
     * @param finished the number of finished epochs of all trainings
     * @param notes sentences for the user
     * @param result the result; null until it has finished
     */
    record State(BackgroundTask.Status status, ExperimentOrder order, int finished, List<String> notes,
            ComparisonPage result) {}

    /** The reports of one experiment so far. */
    private static final class Progress {

        private final ExperimentOrder order;
        private final List<String> notes = new ArrayList<>();
        private int finished;
        private ComparisonPage result;

        Progress(ExperimentOrder order) {
            this.order = order;
        }

        /** Counts an epoch. The steps can print such lines, too, so there are no more than expected. */
        synchronized void epochFinished() {
            finished = Math.min(finished + 1, order.allEpochs());
        }

        synchronized void note(String sentence) {
            notes.add(sentence);
        }

        synchronized void finish(ComparisonPage page) {
            result = page;
        }

        synchronized State state(BackgroundTask.Status status) {
            return new State(status, order, finished, List.copyOf(notes), result);
        }
    }

    /**
     * Makes an experiment that is not started.
     *
     * @param experimenter runs it
     * @param progressed called at most five times a second when epochs have finished, from any thread
     * @param changed called when the experiment has started, stops or has ended, from any thread
     */
    LiveExperiment(Experimenter experimenter, Runnable progressed, Runnable changed) {
        this.experimenter = experimenter;
        this.progressed = progressed;
        this.task = new BackgroundTask("An experiment", changed);
    }

    void start(ExperimentOrder order) {
        Progress next = new Progress(order);
        task.start(wanted -> {
            begin(next);
            try (ChangePulse pulse = new ChangePulse(progressed)) {
                next.finish(experimenter.run(order, () -> {
                    next.epochFinished();
                    pulse.change();
                }, next::note, wanted));
            }
        });
    }

    private synchronized void begin(Progress next) {
        progress = next;
    }

    void stop() {
        task.stop();
    }

    synchronized State state() {
        return progress.state(task.status());
    }

    @Override
    public void close() {
        task.close();
    }
}
