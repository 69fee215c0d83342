package org.rnnkit.toolkit;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.Batchifier;
import ai.djl.util.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One long text as minibatches of subsequences: tokens [batchSize, numSteps] and, as labels, the same
 * tokens one place further on. Every epoch begins at a new random offset, so that over many epochs a
 * model sees subsequences that begin anywhere. What does not fill a minibatch is left out.
 */
public final class SequenceDataset implements Dataset {

    private final int[] tokens;
    private final int batchSize;
    private final int numSteps;
    private final Sampling sampling;
    private final Random random;

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
        if (batchSize < 1 || numSteps < 1) {
            throw new IllegalArgumentException("batchSize and numSteps must be at least 1, but are "
                    + batchSize + " and " + numSteps);
        }
        if (tokens.length <= (long) batchSize * numSteps) {
            throw new IllegalArgumentException("The text is too short: one minibatch of " + batchSize + " × "
                    + numSteps + " tokens needs " + ((long) batchSize * numSteps + 1) + ", the text has "
                    + tokens.length + ". Take a longer text, a smaller batch or fewer steps.");
        }
        this.tokens = tokens.clone();
        this.batchSize = batchSize;
        this.numSteps = numSteps;
        this.sampling = sampling;
        this.random = new Random(seed);
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
     * @param manager the parent of the minibatches' managers, one a minibatch; closing a batch frees it
     * @return the epoch's minibatches, cut from a new offset and, for random sampling, in a new order
     */
    @Override
    public Iterable<Batch> getData(NDManager manager) {
        // No further than leaves one whole minibatch.
        int furthest = Math.min(numSteps - 1, tokens.length - 1 - batchSize * numSteps);
        int offset = random.nextInt(furthest + 1);
        List<int[]> starts = sampling == Sampling.RANDOM ? randomStarts(offset) : sequentialStarts(offset);
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

    /** For each minibatch, where its rows begin: all subsequences, shuffled. */
    private List<int[]> randomStarts(int offset) {
        int subsequences = (tokens.length - 1 - offset) / numSteps;
        List<Integer> starts = IntStream.range(0, subsequences)
                .mapToObj(i -> offset + i * numSteps).collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(starts, random);
        return IntStream.range(0, subsequences / batchSize)
                .mapToObj(b -> starts.subList(b * batchSize, (b + 1) * batchSize)
                        .stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** For each minibatch, where its rows begin: the text in batchSize equal stretches, read side by side. */
    private List<int[]> sequentialStarts(int offset) {
        int stretch = (tokens.length - 1 - offset) / batchSize;
        return IntStream.range(0, stretch / numSteps)
                .mapToObj(b -> IntStream.range(0, batchSize)
                        .map(row -> offset + row * stretch + b * numSteps).toArray())
                .toList();
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
                NDList data = subsequences(owner, starts.get(next), 0);
                NDList labels = subsequences(owner, starts.get(next), 1);
                next++;
                return new Batch(owner, data, labels, batchSize, Batchifier.STACK, Batchifier.STACK,
                        next, starts.size());
            }
        };
    }

    private NDList subsequences(NDManager owner, int[] starts, int shift) {
        int[] rows = Arrays.stream(starts)
                .flatMap(start -> Arrays.stream(tokens, start + shift, start + shift + numSteps))
                .toArray();
        return new NDList(owner.create(rows, new Shape(batchSize, numSteps)));
    }
}
