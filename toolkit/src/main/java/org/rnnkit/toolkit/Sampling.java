package org.rnnkit.toolkit;

/** The order in which minibatches are cut from one long text. */
public enum Sampling {

    /** Subsequences in random order: neighbours in the text are not neighbours in training. */
    RANDOM,

    /** Row r of minibatch i + 1 continues row r of minibatch i, so the state can be kept. */
    SEQUENTIAL
}
