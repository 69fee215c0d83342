package org.rnnkit.toolkit;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The start positions of the subsequences in a text, minibatch by minibatch, drawn again for each epoch. */
public final class Subsequences {

    final int length;
    final int batchSize;
    private final int numSteps;
    final Sampling sampling;
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
