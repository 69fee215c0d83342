package org.rnnkit.learner.watch;

import java.io.PrintStream;

/**
 * A file or another program: lines, and no keys.
 *
 * @param out what to print to
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
