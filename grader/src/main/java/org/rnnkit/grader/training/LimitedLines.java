package org.rnnkit.grader.training;

import java.util.function.Consumer;
import org.rnnkit.grader.report.Printable;

/** A consumer that shows at most 200 lines of a worker's output, each cut to 500 characters. */
public final class LimitedLines implements Consumer<String> {

    private static final int MAX_LINES = 200;
    private static final int MAX_WIDTH = 500;

    private final Consumer<String> out;
    private int shown;

    /** Makes a consumer that has shown nothing yet. */
    public LimitedLines(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public synchronized void accept(String line) {
        shown++;
        if (shown <= MAX_LINES) {
            out.accept(Printable.line(line, MAX_WIDTH));
        } else if (shown == MAX_LINES + 1) {
            out.accept("… (further output is not shown)");
        }
    }
}
