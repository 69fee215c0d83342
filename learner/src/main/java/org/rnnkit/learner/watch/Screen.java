package org.rnnkit.learner.watch;

import java.io.PrintStream;

/** The screen that the watch loop prints on. */
interface Screen extends AutoCloseable {

    /** Returns the stream to print to. */
    PrintStream out();

    /** Clears the screen, or starts a new paragraph where that is impossible. */
    void clear();

    /** Returns the number of columns. */
    int width();

    /** Returns the number of lines that are visible at once. */
    int height();

    /** Tells whether single keys are read. */
    boolean hasKeys();

    @Override
    void close();
}
