package org.rnnkit.bench;

import java.util.List;

/** Something that is measured in turns with others: a training, or a command that a user waits for. */
interface Contestant extends AutoCloseable {

    /** Returns the name for people, which is also the name in the results. */
    String name();

    /** Returns the unit of the measured values: tokens/s, where more is better, or s, where less is better. */
    String unit();

    /** Returns the names of the contestants of the same run that this one is compared with. */
    List<String> comparedWith();

    /**
     * Works for one turn.
     *
     * @return the measured value in this contestant's unit
     * @throws BenchException if it fails; the message is the reason
     */
    double turn();

    /** Ends what was started for it. */
    @Override
    default void close() {}
}
