package org.rnnkit.grader.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads what a worker prints as long as it prints: keeps the beginning, counts the rest, and hands on whole lines. */
public final class OutputCapture extends Thread {

    private static final int BYTES = 1_024;
    private static final int MAX_LINE = 16_384;
    private static final long GRACE_MILLIS = 2_000;

    private final InputStream stream;
    private final Consumer<String> lines;
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long dropped;

    private OutputCapture(InputStream stream, int kilobytes, Consumer<String> lines) {
        this.stream = stream;
        this.most = kilobytes * BYTES;
        this.lines = lines;
        setDaemon(true);
    }

    /** Starts one that keeps so much. */
    public static OutputCapture of(InputStream stream, int kilobytes, Consumer<String> lines) {
        OutputCapture pump = new OutputCapture(stream, kilobytes, lines);
        pump.start();
        return pump;
    }

    /** Returns what was kept, once the stream is at its end; one held open by something left behind is given up. */
    public String text() throws InterruptedException {
        join(GRACE_MILLIS);
        synchronized (kept) {
            String text = kept.toString(StandardCharsets.UTF_8);
            return dropped == 0 ? text : text + "\n… (" + dropped + " more bytes were printed)\n";
        }
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8_192];
        try {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                take(buffer, read);
            }
        } catch (IOException ignored) {
            // The process is gone.
        }
    }

    private void take(byte[] buffer, int read) {
        synchronized (kept) {
            int keep = Math.min(read, most - kept.size());
            kept.write(buffer, 0, keep);
            dropped += read - keep;
        }
        for (int i = 0; i < read; i++) {
            if (buffer[i] == '\n') {
                lines.accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (line.size() < MAX_LINE) {
                line.write(buffer[i]);
            }
        }
    }
}
