package org.rnnkit.grader.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A thread that reads a worker's output to its end. It keeps the beginning, counts the rest, and passes on whole lines. */
public final class OutputCapture extends Thread {

    /** The number of bytes that are kept. A worker may print more. */
    private static final int MAX_KEPT = WorkerText.MAX_LENGTH;
    private static final int MAX_LINE = 16_384;
    private static final long GRACE_MILLIS = 2_000;

    private final InputStream stream;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long dropped;

    private OutputCapture(InputStream stream, Consumer<String> lines) {
        this.stream = stream;
        this.lines = lines;
        setDaemon(true);
    }

    /** Starts to read a stream, and passes every line, without its end, to the consumer. */
    public static OutputCapture start(InputStream stream, Consumer<String> lines) {
        OutputCapture capture = new OutputCapture(stream, lines);
        capture.start();
        return capture;
    }

    /**
     * Returns the kept text, through {@link WorkerText}. It waits 2 s for the stream's end, as a process that is left over may
     * keep it open.
     */
    public String text() throws InterruptedException {
        join(GRACE_MILLIS);
        synchronized (kept) {
            String text = WorkerText.of(kept.toString(StandardCharsets.UTF_8));
            return dropped == 0 ? text : text + "\n… (" + dropped + " more bytes were printed)\n";
        }
    }

    @Override
    public void run() {
        try {
            readToEnd();
        } catch (IOException closed) {
            // At the process's end Java closes the pipe, maybe under this thread, and keeps what was left in it to be read.
            try {
                readToEnd();
            } catch (IOException gone) {
                // Nothing was left.
            }
        }
    }

    private void readToEnd() throws IOException {
        byte[] buffer = new byte[8_192];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            take(buffer, read);
        }
    }

    private void take(byte[] buffer, int read) {
        synchronized (kept) {
            int keep = Math.min(read, MAX_KEPT - kept.size());
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
