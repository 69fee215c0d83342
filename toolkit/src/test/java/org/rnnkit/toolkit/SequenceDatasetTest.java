package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests with a text in which every token is its own position, so that a value tells where it comes from. */
class SequenceDatasetTest {

    private static final int BATCH_SIZE = 3;
    private static final int NUM_STEPS = 4;
    private static final int LENGTH = 101;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource
    void labelsAreTheNextTokens(Sampling sampling) {
        SequenceDataset dataset = dataset(LENGTH, sampling, 1);

        assertThat(dataset.sampling()).isEqualTo(sampling);
        for (Batch batch : dataset.getData(manager)) {
            try (batch) {
                NDArray data = batch.getData().singletonOrThrow();
                assertThat(data.getShape()).isEqualTo(new Shape(BATCH_SIZE, NUM_STEPS));
                assertThat(data.getDataType()).isEqualTo(DataType.INT32);
                assertThat(batch.getSize()).isEqualTo(BATCH_SIZE);
                int[] tokens = data.toIntArray();
                int[] after = batch.getLabels().singletonOrThrow().toIntArray();
                assertThat(after).isEqualTo(Arrays.stream(tokens).map(token -> token + 1).toArray());
            }
        }
    }

    @Test
    void sequentialRowsContinueInTheNextMinibatch() {
        for (int epoch = 0; epoch < 20; epoch++) {
            List<int[]> batches = epoch(dataset(LENGTH, Sampling.SEQUENTIAL, epoch));
            assertThat(batches).hasSizeBetween(7, 8);
            for (int i = 1; i < batches.size(); i++) {
                int[] before = batches.get(i - 1);
                assertThat(batches.get(i)).isEqualTo(Arrays.stream(before).map(t -> t + NUM_STEPS).toArray());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void usesNoTokenTwiceInAnEpochAndOnlyCompleteSubsequences(Sampling sampling) {
        for (int seed = 0; seed < 20; seed++) {
            List<int[]> batches = epoch(dataset(LENGTH, sampling, seed));
            Set<Integer> seen = new HashSet<>();
            for (int[] batch : batches) {
                for (int row = 0; row < BATCH_SIZE; row++) {
                    int start = batch[row * NUM_STEPS];
                    assertThat(Arrays.copyOfRange(batch, row * NUM_STEPS, (row + 1) * NUM_STEPS))
                            .isEqualTo(IntStream.range(start, start + NUM_STEPS).toArray());
                }
                Arrays.stream(batch).forEach(token -> assertThat(seen.add(token)).as("token %s", token).isTrue());
            }
        }
    }

    @Test
    void leavesOutAnIncompleteMinibatch() {
        // For every offset there are 4 subsequences and a rest: one minibatch of 3.
        assertThat(epoch(dataset(4 * NUM_STEPS + NUM_STEPS, Sampling.RANDOM, 1))).hasSize(1);
    }

    @Test
    void randomSamplingShufflesSubsequences() {
        List<int[]> batches = epoch(dataset(LENGTH, Sampling.RANDOM, 1));
        List<Integer> starts = batches.stream().flatMap(SequenceDatasetTest::starts).toList();

        assertThat(starts).isNotEqualTo(starts.stream().sorted().toList());
    }

    @ParameterizedTest
    @EnumSource
    void beginsEachEpochAtAnotherOffset(Sampling sampling) {
        SequenceDataset dataset = dataset(LENGTH, sampling, 1);
        Set<Integer> offsets = new HashSet<>();
        for (int epoch = 0; epoch < 50; epoch++) {
            epoch(dataset).stream().flatMap(SequenceDatasetTest::starts).forEach(s -> offsets.add(s % NUM_STEPS));
            if (sampling == Sampling.SEQUENTIAL) {
                assertThat(epoch(dataset).get(0)[0]).isBetween(0, NUM_STEPS - 1);
            }
        }
        assertThat(offsets).hasSize(NUM_STEPS);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameEpochsForTheSameSeed(Sampling sampling) {
        List<int[]> one = epochs(dataset(LENGTH, sampling, 7));

        assertThat(epochs(dataset(LENGTH, sampling, 7))).containsExactly(one.toArray(int[][]::new));
        assertThat(epochs(dataset(LENGTH, sampling, 8))).isNotEqualTo(one)
                .doesNotContainSequence(one.toArray(int[][]::new));
    }

    @ParameterizedTest
    @EnumSource
    void givesEachBatchItsOwnManagerAndLeavesNothingBehind(Sampling sampling) {
        int before = manager.getManagedArrays().size();
        Set<NDManager> owners = new HashSet<>();
        for (Batch batch : dataset(LENGTH, sampling, 1).getData(manager)) {
            try (batch) {
                owners.add(batch.getManager());
                assertThat(batch.getManager()).isNotSameAs(manager);
                assertThat(batch.getManager().getParentManager()).isSameAs(manager);
                assertThat(batch.getData().singletonOrThrow().getManager()).isSameAs(batch.getManager());
                assertThat(batch.getLabels().singletonOrThrow().getManager()).isSameAs(batch.getManager());
            }
        }
        assertThat(owners).hasSizeGreaterThan(1).noneMatch(NDManager::isOpen);
        assertThat(manager.getManagedArrays()).hasSize(before);
        assertThat(manager.isOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void acceptsTheShortestTextThatFillsAMinibatch(Sampling sampling) {
        for (int seed = 0; seed < 10; seed++) {
            List<int[]> batches = epoch(dataset(BATCH_SIZE * NUM_STEPS + 1, sampling, seed));

            assertThat(batches).hasSize(1);
            assertThat(Arrays.stream(batches.get(0)).sorted().toArray())
                    .isEqualTo(IntStream.range(0, BATCH_SIZE * NUM_STEPS).toArray());
        }
    }

    @Test
    void rejectsAShorterText() {
        assertThatThrownBy(() -> dataset(BATCH_SIZE * NUM_STEPS, Sampling.RANDOM, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("too short", "3 × 4", "needs 13", "has 12").hasMessageNotContaining("\n");
    }

    @Test
    void rejectsSizesBelowOneAndDoesNotOverflow() {
        assertThatThrownBy(() -> new SequenceDataset(new int[9], 0, 1, Sampling.RANDOM, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0 and 1");
        assertThatThrownBy(() -> new SequenceDataset(new int[9], 1, -1, Sampling.RANDOM, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 and -1");
        assertThatThrownBy(() -> new SequenceDataset(new int[9], 1 << 16, 1 << 16, Sampling.RANDOM, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("4294967297");
    }

    @Test
    void copiesTheTokens() {
        int[] tokens = IntStream.range(0, LENGTH).toArray();
        SequenceDataset dataset = new SequenceDataset(tokens, BATCH_SIZE, NUM_STEPS, Sampling.SEQUENTIAL, 1);
        Arrays.fill(tokens, -1);

        assertThat(epoch(dataset).get(0)).doesNotContain(-1);
    }

    @Test
    void canBeIteratedTwiceAndEnds() {
        Iterable<Batch> data = dataset(LENGTH, Sampling.RANDOM, 1).getData(manager);

        assertThat(read(data)).containsExactly(read(data).toArray(int[][]::new));
        Iterator<Batch> batches = data.iterator();
        while (batches.hasNext()) {
            batches.next().close();
        }
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void needsNoMoreMemoryForALongText() {
        SequenceDataset dataset = dataset(1_000_000, Sampling.SEQUENTIAL, 1);
        List<Iterable<Batch>> epochs = new ArrayList<>();
        long before = allocated();
        for (int epoch = 0; epoch < 100; epoch++) {
            epochs.add(dataset.getData(manager));
        }
        // A list of all start positions of one epoch, a number for each row, would take 1.3 MB.
        assertThat(allocated() - before).isLessThan(1_000_000);
        assertThat(epochs).hasSize(100);
    }

    private static SequenceDataset dataset(int length, Sampling sampling, long seed) {
        return new SequenceDataset(IntStream.range(0, length).toArray(), BATCH_SIZE, NUM_STEPS, sampling, seed);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static Stream<Integer> starts(int[] batch) {
        return IntStream.range(0, BATCH_SIZE).mapToObj(row -> batch[row * NUM_STEPS]);
    }

    private List<int[]> epochs(SequenceDataset dataset) {
        List<int[]> three = new ArrayList<>(epoch(dataset));
        three.addAll(epoch(dataset));
        three.addAll(epoch(dataset));
        return three;
    }

    private List<int[]> epoch(SequenceDataset dataset) {
        return read(dataset.getData(manager));
    }

    private static List<int[]> read(Iterable<Batch> data) {
        List<int[]> batches = new ArrayList<>();
        for (Batch batch : data) {
            try (batch) {
                batches.add(batch.getData().singletonOrThrow().toIntArray());
            }
        }
        return batches;
    }
}
