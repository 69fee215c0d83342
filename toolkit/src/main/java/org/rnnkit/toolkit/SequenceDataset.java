package org.rnnkit.toolkit;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.Batchifier;
import ai.djl.util.Progress;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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

    /** The start positions of the subsequences in a text, minibatch by minibatch, drawn again for each epoch. */
    public static final class Subsequences {

        private final int length;
        private final int batchSize;
        private final int numSteps;
        private final Sampling sampling;
        private final Random random;

        /**
         * Prepares the cuts of a text.
         *
         * @param length the number of tokens of the text
         * @param batchSize the number of subsequences in a minibatch
         * @param numSteps the length of a subsequence
         * @param sampling how minibatches follow each other
         * @param seed the seed of offsets and orders: the same seed gives the same epochs
         * @throws IllegalArgumentException if a size is not positive or the text does not fill one minibatch
         */
        public Subsequences(int length, int batchSize, int numSteps, Sampling sampling, long seed) {
            if (batchSize < 1 || numSteps < 1) {
                throw new IllegalArgumentException("batchSize and numSteps must be at least 1, but are "
                        + batchSize + " and " + numSteps);
            }
            if (length <= (long) batchSize * numSteps) {
                throw new IllegalArgumentException("The text is too short: one minibatch of " + batchSize + " × "
                        + numSteps + " tokens needs " + ((long) batchSize * numSteps + 1) + ", the text has "
                        + length + ". Take a longer text, a smaller batch or fewer steps.");
            }
            this.length = length;
            this.batchSize = batchSize;
            this.numSteps = numSteps;
            this.sampling = sampling;
            this.random = new Random(seed);
        }

        /**
         * Cuts the text for the next epoch.
         *
         * @return for each minibatch, the start positions of its batchSize rows; computed on demand, so that an epoch of a
         *     long text needs no more memory than one of a short text (random sampling needs one number per subsequence)
         */
        public List<int[]> nextEpoch() {
            // The offset must leave enough tokens for one minibatch.
            int largest = Math.min(numSteps - 1, length - 1 - batchSize * numSteps);
            int offset = random.nextInt(largest + 1);
            return sampling == Sampling.RANDOM ? shuffled(offset) : sideBySide(offset);
        }

        /** Returns all subsequences in random order. */
        private List<int[]> shuffled(int offset) {
            int[] starts = IntStream.range(0, (length - 1 - offset) / numSteps).map(i -> offset + i * numSteps).toArray();
            for (int last = starts.length - 1; last > 0; last--) {
                int drawn = random.nextInt(last + 1);
                int start = starts[drawn];
                starts[drawn] = starts[last];
                starts[last] = start;
            }
            return minibatches(starts.length / batchSize, b -> Arrays.copyOfRange(starts, b * batchSize, (b + 1) * batchSize));
        }

        /** Splits the text into batchSize equal stretches, which are read side by side. */
        private List<int[]> sideBySide(int offset) {
            int stretch = (length - 1 - offset) / batchSize;
            return minibatches(stretch / numSteps,
                    b -> IntStream.range(0, batchSize).map(row -> offset + row * stretch + b * numSteps).toArray());
        }

        private static List<int[]> minibatches(int count, IntFunction<int[]> starts) {
            return new AbstractList<>() {
                @Override
                public int[] get(int minibatch) {
                    return starts.apply(Objects.checkIndex(minibatch, count));
                }

                @Override
                public int size() {
                    return count;
                }
            };
        }

        /**
         * Reads a minibatch.
         *
         * @param tokens the text
         * @param starts the start positions of its rows
         * @param shift 0 for the tokens, 1 for the labels
         * @return [batchSize][numSteps]
         */
        public int[][] rows(int[] tokens, int[] starts, int shift) {
            return Arrays.stream(starts)
                    .mapToObj(start -> Arrays.copyOfRange(tokens, start + shift, start + shift + numSteps))
                    .toArray(int[][]::new);
        }
    }
}
