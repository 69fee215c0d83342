package org.rnnkit.bench.worker;

import java.util.function.BooleanSupplier;
import org.rnnkit.toolkit.EpochResult;

/** The task of a process, which it repeats epoch by epoch. */
@FunctionalInterface
interface Task {

    /**
     * Goes through the text once, or until the time is over.
     *
     * @param over tells whether the time is over; it is asked before every minibatch but the first
     * @return the number of tokens, and the perplexity, which is NaN if the task does not train
     */
    EpochResult epoch(BooleanSupplier over);
}
