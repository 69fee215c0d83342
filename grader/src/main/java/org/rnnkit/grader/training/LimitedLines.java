package org.rnnkit.grader.training;

import java.util.function.Consumer;
import org.rnnkit.grader.report.Printable;

/** Shows what a worker says, and not without end. */
public final class LimitedLines implements Consumer<String> {

    private static final int MAX_LINES = 200;
    private static final int MAX_WIDTH = 500;

    private final Consumer<String> out;
    private int shown;

    /**
     * Makes one.
     *
     * @param out where to show it
     */
    public LimitedLines(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public synchronized void accept(String line) {
        shown++;
        if (shown <= MAX_LINES) {
            out.accept(Printable.line(line, MAX_WIDTH));
        } else if (shown == MAX_LINES + 1) {
            out.accept("… (more is printed than is shown here)");
        }
    }
}
