package org.rnnkit.grader.worker.tests;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The beginning of what a step's code prints. */
final class PrintedText extends ByteArrayOutputStream {

    /** Less than the gate for a worker's texts lets through, so that it does not cut the note at the end. */
    private static final int MAX_BYTES = 5_500;

    /** Takes what this process prints from now on. */
    static PrintedText begin() {
        PrintedText printed = new PrintedText();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(out);
        return printed;
    }

    @Override
    public synchronized void write(int character) {
        if (count < MAX_BYTES) {
            super.write(character);
        }
    }

    @Override
    public synchronized void write(byte[] text, int begin, int length) {
        super.write(text, begin, Math.min(length, MAX_BYTES - count));
    }

    String text() {
        return toString(StandardCharsets.UTF_8) + (size() < MAX_BYTES ? "" : "\n… (there is more output, not shown here)");
    }
}
