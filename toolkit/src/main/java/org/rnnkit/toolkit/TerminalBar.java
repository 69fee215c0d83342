package org.rnnkit.toolkit;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal, in the characters that it has; it moves by itself, four times a second. */
public final class TerminalBar implements AutoCloseable {

    private static final int UPDATE_MILLIS = 250;

    private final LineEnd consumer;
    private final ProgressBar bar;

    /** Ends the line once: the library ends it twice at times, and not at all after a very short life. Prints above it. */
    private static final class LineEnd extends ConsoleProgressBarConsumer {

        private final AtomicBoolean ended = new AtomicBoolean();
        private final PrintStream out;
        private String shown = "";

        LineEnd(PrintStream out) {
            super(out);
            this.out = out;
        }

        @Override
        public synchronized void accept(String line) {
            shown = line;
            super.accept(line);
        }

        synchronized void above(String line) {
            out.print('\r' + line + " ".repeat(Math.max(0, shown.length() - line.length())) + System.lineSeparator() + shown);
            out.flush();
        }

        @Override
        public void close() {
            if (!ended.getAndSet(true)) {
                super.close();
            }
        }
    }

    /**
     * Begins to show the bar.
     *
     * @param title what goes on
     * @param max where it ends, or -1 if that is not known
     * @param unit what is counted, such as " KB", or nothing
     * @param unitSize how many steps make one unit
     * @param out the terminal
     */
    TerminalBar(String title, long max, String unit, long unitSize, PrintStream out) {
        this(new ProgressBarBuilder().setTaskName(title).setInitialMax(max).setUnit(unit, unitSize), out);
    }

    private TerminalBar(ProgressBarBuilder builder, PrintStream out) {
        consumer = new LineEnd(out);
        bar = builder.setStyle(Terminals.hasBlocks() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS).setConsumer(consumer).build();
    }

    /**
     * Begins to show a bar of things that take their time: with how many a minute, and the time left.
     *
     * @param title what goes on
     * @param max how many things
     * @param out the terminal
     * @return the bar
     */
    public static TerminalBar withRate(String title, long max, PrintStream out) {
        return new TerminalBar(new ProgressBarBuilder().setTaskName(title).setInitialMax(max).showSpeed()
                .setSpeedUnit(ChronoUnit.MINUTES), out);
    }

    /**
     * Goes on.
     *
     * @param steps how many steps
     */
    public void step(long steps) {
        bar.stepBy(steps);
    }

    void message(String message) {
        bar.setExtraMessage(message);
    }

    /** Prints a line that stays; the bar goes on below it. */
    void above(String line) {
        consumer.above(line);
    }

    /** Shows the last state and ends the line. */
    @Override
    public void close() {
        bar.close();
        consumer.close();
    }
}
