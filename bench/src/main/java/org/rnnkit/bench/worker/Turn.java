package org.rnnkit.bench.worker;

/**
 * How long a process is to work now; whichever is over first ends it, but not before one minibatch is done.
 *
 * @param seconds until when, to the minibatch
 * @param epochs how many epochs at most
 */
public record Turn(double seconds, int epochs) {

    private static final double FOREVER = 1e9;

    /** For a time. */
    public static Turn ofSeconds(double seconds) {
        return new Turn(seconds, Integer.MAX_VALUE);
    }

    /** For whole epochs. */
    public static Turn ofEpochs(int epochs) {
        return new Turn(FOREVER, epochs);
    }
}
