package org.rnnkit.toolkit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.terminal.Terminal;

/** A progress bar on a terminal, redrawn four times a second. */
public final class TerminalBar implements AutoCloseable {

    private static final int UPDATE_MILLIS = 250;

    private final BarOutput consumer;
    private final ProgressBar bar;

    /**
     * An output for the bar that ends its line exactly once, which the library does not ensure, can print above it, and
     * leaves Ctrl-C to the program, which the library's terminal does not.
     */
    private static final class BarOutput extends ConsoleProgressBarConsumer {

        private static final int MARGIN = 2;

        private final AtomicBoolean ended = new AtomicBoolean();
        private final PrintStream out;
        private final Terminal terminal;
        private String shown = "";

        BarOutput(PrintStream out) {
            super(out);
            this.out = out;
            try {
                terminal = Terminals.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int getMaxRenderedLength() {
            return Terminals.width(terminal) - MARGIN;
        }

        @Override
        public synchronized void accept(String line) {
            shown = line;
            super.accept(line);
        }

        synchronized void above(String line) {
            out.print('\r' + line + " ".repeat(Math.max(0, shown.length() - line.length())) + System.lineSeparator()
                    + shown);
            out.flush();
        }

        @Override
        public void close() {
            if (!ended.getAndSet(true)) {
                super.close();
                try {
                    terminal.close();
                } catch (IOException ignored) {
                    // The terminal no longer exists.
                }
            }
        }
    }

    /**
     * Starts a bar.
     *
     * @param max the number of steps in all, or -1 if it is unknown
     * @param unit the unit, such as " KB", or an empty text
     * @param unitSize the number of steps in one unit
     */
    TerminalBar(String title, long max, String unit, long unitSize, PrintStream out) {
        this(new ProgressBarBuilder().setTaskName(title).setInitialMax(max).setUnit(unit, unitSize), out);
    }

    private TerminalBar(ProgressBarBuilder builder, PrintStream out) {
        consumer = new BarOutput(out);
        bar = builder.setStyle(Terminals.hasBlocks() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS).setConsumer(consumer).build();
    }

    /** Starts a bar for slow steps, with the number of steps per minute and the time left. */
    public static TerminalBar withRate(String title, long max, PrintStream out) {
        return new TerminalBar(new ProgressBarBuilder().setTaskName(title).setInitialMax(max).showSpeed()
                .setSpeedUnit(ChronoUnit.MINUTES), out);
    }

    /** Moves the bar by so many steps. */
    public void step(long steps) {
        bar.stepBy(steps);
    }

    /** Leaves a step out of the bar, because it took no time and would distort the rate. The message says what it was. */
    public void leaveOut(String message) {
        bar.maxHint(bar.getMax() - 1);
        bar.setExtraMessage(" " + message);
    }

    /** Returns the number of columns that a line may take. */
    int columns() {
        return consumer.getMaxRenderedLength();
    }

    void message(String message) {
        bar.setExtraMessage(message);
    }

    /** Prints a line above the bar. */
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
