package org.rnnkit.cli.command;

import java.io.IOException;
import java.io.InputStream;
import org.rnnkit.grader.training.LimitedLines;
import org.rnnkit.learner.train.TrainingListener;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.EpochResult;

/** A listener that shows each epoch, and ends the training as soon as a key comes from the input. */
final class KeyListener implements TrainingListener {

    private final ConsoleMonitor monitor;
    private final InputStream input;
    private final LimitedLines notes;

    KeyListener(ConsoleMonitor monitor, InputStream input) {
        this.monitor = monitor;
        this.input = input;
        this.notes = new LimitedLines(monitor::say);
    }

    @Override
    public void note(String line) {
        notes.accept(line);
    }

    @Override
    public void epochFinished(int epoch, EpochResult result) {
        monitor.epochFinished(epoch, result);
    }

    @Override
    public boolean isLastEpoch() {
        try {
            return input.available() > 0;
        } catch (IOException noTerminal) {
            return false;
        }
    }
}
