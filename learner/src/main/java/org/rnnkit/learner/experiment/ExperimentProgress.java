package org.rnnkit.learner.experiment;

import java.io.PrintStream;
import java.util.Locale;
import org.rnnkit.toolkit.Terminals.TerminalBar;

/** The progress of an experiment: a bar of epochs on a terminal, a line for each training elsewhere. */
public final class ExperimentProgress implements AutoCloseable {

    private final int trainings;
    private final int epochs;
    private final PrintStream out;
    private final TerminalBar bar;
    private int finished;

    /**
     * Starts the display.
     *
     * @param trainings the number of trainings
     * @param epochs the number of epochs of each
     * @param out the stream to print to
     * @param interactive whether the stream is a terminal
     */
    public ExperimentProgress(int trainings, int epochs, PrintStream out, boolean interactive) {
        this.trainings = trainings;
        this.epochs = epochs;
        this.out = out;
        this.bar = interactive ? TerminalBar.withRate("Epochs", (long) trainings * epochs, out) : null;
    }

    /** Counts a finished epoch. */
    public void epochFinished() {
        finished++;
        if (bar != null) {
            bar.step(1);
        } else if (finished % epochs == 0) {
            out.printf(Locale.ROOT, "  %d of %d trainings%n", finished / epochs, trainings);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
