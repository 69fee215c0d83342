package org.rnnkit.toolkit;

import java.io.PrintStream;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a download on a terminal, from when the first answer comes; elsewhere nothing. */
final class DownloadBar implements Download.Progress, AutoCloseable {

    private final String title;
    private final PrintStream out;
    private final boolean interactive;
    private volatile ProgressBar bar;

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
        bar = new ProgressBarBuilder().setTaskName(title).setInitialMax(bytes).setUnit(" KB", 1000)
                .setStyle(Terminals.hasBlocks() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(out)).build();
        return bar::stepBy;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
