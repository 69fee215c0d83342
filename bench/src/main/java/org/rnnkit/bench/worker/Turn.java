package org.rnnkit.bench.worker;

/**
 * A message that lets a process work for one turn. The turn ends when the time or the epochs are over, whichever is first, but
 * not before one minibatch is done.
 *
 * @param seconds the largest time; the minibatch that runs then is finished
 * @param epochs the largest number of epochs
 */
public record Turn(double seconds, int epochs) {

    private static final double FOREVER = 1e9;

    /** Makes a turn that is limited by time. */
    public static Turn ofSeconds(double seconds) {
        return new Turn(seconds, Integer.MAX_VALUE);
    }

    /** Makes a turn of whole epochs. */
    public static Turn ofEpochs(int epochs) {
        return new Turn(FOREVER, epochs);
    }
}
