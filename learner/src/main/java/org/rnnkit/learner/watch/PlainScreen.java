package org.rnnkit.learner.watch;

import java.io.PrintStream;

/**
 * A screen for output that is not a terminal, such as a file: plain lines, no keys.
 *
 * @param out the stream to print to
 */
record PlainScreen(PrintStream out) implements Screen {

    private static final int WIDTH = 80;

    @Override
    public void clear() {
        out.println();
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean hasKeys() {
        return false;
    }

    @Override
    public void close() {
        out.flush();
    }
}
