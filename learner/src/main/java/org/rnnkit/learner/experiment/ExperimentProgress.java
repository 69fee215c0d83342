package org.rnnkit.learner.experiment;

import java.io.PrintStream;
import org.rnnkit.toolkit.TerminalBar;

/** How far an experiment is: a bar of epochs on a terminal, a line for each training elsewhere. */
public final class ExperimentProgress implements AutoCloseable {

    private final int trainings;
    private final int epochs;
    private final PrintStream out;
    private final TerminalBar bar;
    private int finished;

    /**
     * Begins to show it.
     *
     * @param trainings how many there are
     * @param epochs how long each is
     * @param out where
     * @param interactive whether that is a terminal
     */
    public ExperimentProgress(int trainings, int epochs, PrintStream out, boolean interactive) {
        this.trainings = trainings;
        this.epochs = epochs;
        this.out = out;
        this.bar = interactive ? TerminalBar.withRate("Epochs", (long) trainings * epochs, out) : null;
    }

    /** An epoch of the training at hand is over. */
    public void epochFinished() {
        finished++;
        if (bar != null) {
            bar.step(1);
        } else if (finished % epochs == 0) {
            out.printf("  %d of %d trainings%n", finished / epochs, trainings);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
