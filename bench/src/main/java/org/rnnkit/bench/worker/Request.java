package org.rnnkit.bench.worker;

/**
 * What a process is told first.
 *
 * @param what the name of its task
 * @param sizes how large the training is
 * @param vocabSize the number of tokens in the vocabulary
 * @param threads how many threads it may compute on
 * @param device cpu or gpu
 * @param seed the seed of parameters and minibatches
 * @param tokensFile the text: a byte a token
 */
public record Request(String what, Sizes sizes, int vocabSize, int threads, String device, int seed, String tokensFile) {

    /** Training with the reference. */
    public static final String REFERENCE = "reference";
    /** Training with DJL's own block. */
    public static final String CONCISE = "concise";
    /** Reading minibatches without training. */
    public static final String READING = "reading";
    /** Training by hand. */
    public static final String BY_HAND = "byHand";
    /** What bounds all training. */
    public static final String PRODUCTS = "products";

    /** How many threads an operation of the engine's may use: one, where the task has threads of its own. */
    int engineThreads() {
        return what.equals(BY_HAND) || what.equals(PRODUCTS) ? 1 : threads;
    }
}
