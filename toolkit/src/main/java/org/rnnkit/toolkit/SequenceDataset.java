package org.rnnkit.toolkit;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.Batchifier;
import ai.djl.util.Progress;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;

/**
 * A dataset of minibatches of subsequences from one long text: tokens [batchSize, numSteps] and, as labels, the tokens one
 * place later. Every epoch begins at a new random offset, so that over many epochs a model sees subsequences that begin
 * at every place. Tokens that do not fill a minibatch are left out.
 */
public final class SequenceDataset implements Dataset {

    private final int[] tokens;
    private final int batchSize;
    private final Sampling sampling;
    private final Subsequences subsequences;

    /**
     * Makes the dataset.
     *
     * @param tokens the text as token indices
     * @param batchSize the number of subsequences in a minibatch
     * @param numSteps the length of a subsequence
     * @param sampling how minibatches follow each other
     * @param seed the seed of offsets and orders: the same seed gives the same epochs
     * @throws IllegalArgumentException if a size is not positive or the text does not fill one minibatch
     */
    public SequenceDataset(int[] tokens, int batchSize, int numSteps, Sampling sampling, long seed) {
        this.tokens = tokens.clone();
        this.batchSize = batchSize;
        this.sampling = sampling;
        this.subsequences = new Subsequences(tokens.length, batchSize, numSteps, sampling, seed);
    }

    /**
     * Returns how minibatches follow each other.
     *
     * @return the sampling
     */
    public Sampling sampling() {
        return sampling;
    }

    /**
     * Cuts the text for one epoch.
     *
     * @param manager the parent of the minibatches' managers; each batch has its own, which closing the batch frees
     * @return the epoch's minibatches, cut from a new offset and, for random sampling, in a new order
     */
    @Override
    public Iterable<Batch> getData(NDManager manager) {
        List<int[]> starts = subsequences.nextEpoch();
        return () -> batches(manager, starts);
    }

    @Override
    public Iterable<Batch> getData(NDManager manager, ExecutorService executorService) {
        return getData(manager);
    }

    @Override
    public void prepare(Progress progress) {
        // The text is in memory already.
    }

    private Iterator<Batch> batches(NDManager manager, List<int[]> starts) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < starts.size();
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                NDManager owner = manager.newSubManager();
                int[] rows = starts.get(next);
                NDList data = new NDList(owner.create(subsequences.rows(tokens, rows, 0)));
                NDList labels = new NDList(owner.create(subsequences.rows(tokens, rows, 1)));
                next++;
                return new Batch(owner, data, labels, batchSize, Batchifier.STACK, Batchifier.STACK,
                        next, starts.size());
            }
        };
    }
}
