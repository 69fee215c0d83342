package org.rnnkit.bench.worker;

/**
 * The first message to a competitor's process.
 *
 * @param what the name of the task
 * @param sizes the sizes of the training
 * @param vocabSize the number of tokens in the vocabulary
 * @param threads the number of threads that may compute
 * @param device cpu or gpu
 * @param seed the seed of parameters and minibatches
 * @param tokensFile the file with the text, one byte for each token
 */
public record Request(String what, Sizes sizes, int vocabSize, int threads, String device, int seed, String tokensFile) {

    /** The task of training with the reference. */
    public static final String REFERENCE = "reference";
    /** The task of training with DJL's own block. */
    public static final String CONCISE = "concise";
    /** The task of reading minibatches without training. */
    public static final String READING = "reading";
    /** The task of training by hand. */
    public static final String BY_HAND = "byHand";
    /** The task of the bare matrix products. */
    public static final String PRODUCTS = "products";

    /** Returns the number of threads for one operation of the engine: one, if the task has Java threads of its own. */
    int engineThreads() {
        return what.equals(BY_HAND) || what.equals(PRODUCTS) ? 1 : threads;
    }
}
