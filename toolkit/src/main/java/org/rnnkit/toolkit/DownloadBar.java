package org.rnnkit.toolkit;

import java.io.PrintStream;
import java.util.function.LongConsumer;

/** A progress bar for a download, shown on a terminal only, after the response has begun. */
final class DownloadBar implements Download.Progress, AutoCloseable {

    private final String title;
    private final PrintStream out;
    private final boolean interactive;
    private volatile TerminalBar bar;

    DownloadBar(String title, PrintStream out, boolean interactive) {
        this.title = title;
        this.out = out;
        this.interactive = interactive;
    }

    @Override
    public LongConsumer begin(long bytes) {
        if (!interactive) {
            return piece -> { };
        }
        bar = new TerminalBar(title, bytes, " KB", 1000, out);
        return bar::step;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
