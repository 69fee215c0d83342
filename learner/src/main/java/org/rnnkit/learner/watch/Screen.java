package org.rnnkit.learner.watch;

import java.io.PrintStream;

/** Where the loop shows what there is to see. */
interface Screen extends AutoCloseable {

    /** What to print to. */
    PrintStream out();

    /** Makes room for something new. */
    void clear();

    /** How many columns there are. */
    int width();

    /** How many lines there are before what comes first is out of sight. */
    int height();

    /** Whether keys are read. */
    boolean hasKeys();

    @Override
    void close();
}
