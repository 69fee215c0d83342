package org.rnnkit.testkit.board;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** A stream that passes on what the code of the steps prints, and keeps its beginning for the page. */
final class PrintedText extends PrintStream {

    private static final int MAX_BYTES = 4_000;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final PrintStream out;
    private boolean keeps;

    PrintedText(PrintStream out) {
        super(OutputStream.nullOutputStream(), false, Charset.defaultCharset());
        this.out = out;
    }

    /** Begins to keep what is printed from now on, for a test of a step. */
    synchronized void begin() {
        kept.reset();
        keeps = true;
    }

    /** Ends the test, and returns what it has printed. */
    synchronized String end() {
        keeps = false;
        return kept.toString(Charset.defaultCharset());
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        out.write(bytes, from, length);
        if (keeps) {
            kept.write(bytes, from, Math.min(length, MAX_BYTES - kept.size()));
        }
    }

    @Override
    public synchronized void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void flush() {
        out.flush();
    }
}
