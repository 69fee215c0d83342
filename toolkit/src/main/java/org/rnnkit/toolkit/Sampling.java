package org.rnnkit.toolkit;

/** How minibatches are cut from one long text. */
public enum Sampling {

    /** Subsequences in random order: neighbours in the text are not neighbours in training. */
    RANDOM,

    /** Row r of minibatch i + 1 goes on where row r of minibatch i ended, so the state can be kept. */
    SEQUENTIAL
}
