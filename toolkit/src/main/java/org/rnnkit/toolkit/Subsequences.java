package org.rnnkit.toolkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where the subsequences of an epoch's minibatches begin in a text, drawn anew for each epoch. */
public final class Subsequences {

    private final int length;
    private final int batchSize;
    private final int numSteps;
    private final Sampling sampling;
    private final Random random;

    /**
     * Makes the cuts of a text.
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
     * @return for each minibatch, where its batchSize rows begin
     */
    public List<int[]> nextEpoch() {
        // No further than leaves one whole minibatch.
        int furthest = Math.min(numSteps - 1, length - 1 - batchSize * numSteps);
        int offset = random.nextInt(furthest + 1);
        return sampling == Sampling.RANDOM ? shuffled(offset) : sideBySide(offset);
    }

    /** All subsequences, shuffled. */
    private List<int[]> shuffled(int offset) {
        int subsequences = (length - 1 - offset) / numSteps;
        List<Integer> starts = IntStream.range(0, subsequences)
                .mapToObj(i -> offset + i * numSteps).collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(starts, random);
        return IntStream.range(0, subsequences / batchSize)
                .mapToObj(b -> starts.subList(b * batchSize, (b + 1) * batchSize)
                        .stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** The text in batchSize equal stretches, read side by side. */
    private List<int[]> sideBySide(int offset) {
        int stretch = (length - 1 - offset) / batchSize;
        return IntStream.range(0, stretch / numSteps)
                .mapToObj(b -> IntStream.range(0, batchSize)
                        .map(row -> offset + row * stretch + b * numSteps).toArray())
                .toList();
    }

    /**
     * Reads a minibatch.
     *
     * @param tokens the text
     * @param starts where its rows begin
     * @param shift 0 for the tokens, 1 for the labels
     * @return [batchSize][numSteps]
     */
    public int[][] rows(int[] tokens, int[] starts, int shift) {
        return Arrays.stream(starts)
                .mapToObj(start -> Arrays.copyOfRange(tokens, start + shift, start + shift + numSteps))
                .toArray(int[][]::new);
    }
}
