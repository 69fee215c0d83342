package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Subsequences;
import org.rnnkit.toolkit.TextSource;

/** The computed numbers and claims of chapter 9's questions. */
final class Step9Checks {

    private static final int LENGTH = 10_000;
    private static final int NUM_STEPS = 35;

    private Step9Checks() {}

    static Numbers tableKnowsItsTextByHeart(NDManager manager) {
        int trained = 5_000;
        int tested = 1_000;
        String text = TextSource.embedded().characters();
        Map<String, Map<Character, Integer>> table = new HashMap<>();
        for (int i = 5; i < trained; i++) {
            table.computeIfAbsent(text.substring(i - 5, i), five -> new HashMap<>()).merge(text.charAt(i), 1, Integer::sum);
        }
        int vocabSize = (int) CharacterVocabulary.of(text).size();
        double[] known = probabilities(table, vocabSize, text.substring(0, trained));
        double perplexity = perplexity(known);
        double[] unknown = probabilities(table, vocabSize, text.substring(trained - 5, trained + tested));
        assertThat(unknown).hasSize(tested).contains(1.0 / vocabSize);
        assertThat(perplexity(unknown)).isInfinite();
        int impossible = (int) Arrays.stream(unknown).filter(probability -> probability == 0).count();
        long network = RnnParameters.initialize(manager, vocabSize, 512).stream().mapToLong(NDArray::size).sum();
        return Numbers.text(trained, 1, vocabSize, trained, perplexity, tested)
                .choice(perplexity, perplexity, trained, network, 10_000)
                .choice(impossible, tested, 0, 0, 0)
                .choice(vocabSize, 1, vocabSize, 1, vocabSize, vocabSize);
    }

    static Numbers largerBatchesFewerUpdates() {
        int epochs = 500;
        int few = minibatches(32);
        int many = minibatches(64);
        return Numbers.text(LENGTH, epochs, 32, NUM_STEPS, 64)
                .choice(epochs * many, many, 64 * NUM_STEPS, epochs, many, epochs * many)
                .choice(epochs * few, epochs * few, epochs, few, 32)
                .choice(2 * epochs * few);
    }

    /** Returns how many minibatches an epoch has, with each sampling and offset. */
    private static int minibatches(int batchSize) {
        Set<Integer> counts = new HashSet<>();
        for (Sampling sampling : Sampling.values()) {
            Subsequences text = new Subsequences(LENGTH, batchSize, NUM_STEPS, sampling, 1);
            IntStream.range(0, 500).forEach(epoch -> counts.add(text.nextEpoch().size()));
        }
        assertThat(counts).hasSize(1);
        return counts.iterator().next();
    }

    static Numbers lowestPerplexities() {
        int length = 10_000;
        int numSteps = 35;
        double place = Math.log(length);
        double known = Math.log(17.1); // chapter 8: the perplexity of the letters' frequencies
        double rest = place - known;
        int steps = 8 * numSteps;
        double row = nats(placesWhereARowBegins(length, 32, numSteps));
        return Numbers.text(place, known, rest, numSteps, rest / numSteps, rest / numSteps, Math.exp(rest / numSteps),
                row, known, row - known, steps, row - known, steps, Math.exp((row - known) / steps));
    }

    /** Returns in how many of the equally likely cuts a row of sequential partitioning begins at each place. */
    private static Map<Integer, Integer> placesWhereARowBegins(int length, int batchSize, int numSteps) {
        Subsequences text = new Subsequences(length, batchSize, numSteps, Sampling.SEQUENTIAL, 1);
        Set<List<Integer>> cuts = new HashSet<>();
        for (int epoch = 0; epoch < 2_000; epoch++) {
            cuts.add(Arrays.stream(text.nextEpoch().get(0)).boxed().toList());
        }
        assertThat(cuts).as("an offset from 0 to numSteps - 1").hasSize(numSteps);
        Map<Integer, Integer> places = new HashMap<>();
        cuts.forEach(rows -> rows.forEach(place -> places.merge(place, 1, Integer::sum)));
        assertThat(places).as("chapter 9 names them").hasSize(822);
        return places;
    }

    /** Returns the entropy of what was counted. */
    private static double nats(Map<Integer, Integer> counts) {
        double all = counts.values().stream().mapToInt(count -> count).sum();
        double nats = counts.values().stream().mapToDouble(count -> -count / all * Math.log(count / all)).sum();
        assertThat(nats).as("chapter 9 names it").isCloseTo(6.65, within(0.005));
        return nats;
    }

    static Numbers oneStepInTheSameDirection() {
        int[] g = {8, 15};
        double[] clipped = {g[0], g[1]};
        double norm = Clipping.clip(List.of(clipped), 1);
        int sum = g[0] + g[1];
        return Numbers.text(0, g, 1)
                .choice(-1, -1)
                .choice(-g[0] / (double) sum, -g[1] / (double) sum, sum, g[0], g[1], norm)
                .choice(-clipped[0], -clipped[1], g[0], norm, g[1], norm, Math.hypot(clipped[0], clipped[1]));
    }

    /** The table's probability of each character from the sixth on; the same for all tokens if it never saw the five before. */
    private static double[] probabilities(Map<String, Map<Character, Integer>> table, int vocabSize, String text) {
        return IntStream.range(5, text.length()).mapToDouble(i -> {
            Map<Character, Integer> next = table.get(text.substring(i - 5, i));
            return next == null ? 1.0 / vocabSize
                    : next.getOrDefault(text.charAt(i), 0) / (double) next.values().stream().mapToInt(count -> count).sum();
        }).toArray();
    }

    private static double perplexity(double[] probabilities) {
        return Math.exp(Arrays.stream(probabilities).map(probability -> -Math.log(probability)).average().orElseThrow());
    }
}
