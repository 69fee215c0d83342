package org.rnnkit.bench.waiting;

import java.io.IOException;

/**
 * Something that is timed again and again.
 *
 * @param id its name in files
 * @param what the command or the event, in words
 * @param limit the id of the one that can't be undercut; null if it is one itself
 * @param timing does it once
 */
record Timed(String id, String what, String limit, Timing timing) {

    /** Does something once and measures it. */
    @FunctionalInterface
    interface Timing {

        /** Returns the wall time in seconds. */
        double seconds() throws IOException;
    }
}
