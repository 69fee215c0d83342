package org.rnnkit.bench.worker;

import java.util.function.BooleanSupplier;
import org.rnnkit.toolkit.EpochResult;

/** What a process does again and again. */
@FunctionalInterface
interface Task {

    /**
     * Goes once through the text.
     *
     * @param over asked before every minibatch but the first: if so, the epoch ends there
     * @return how many tokens, and to which perplexity: NaN where nothing is trained
     */
    EpochResult epoch(BooleanSupplier over);
}
