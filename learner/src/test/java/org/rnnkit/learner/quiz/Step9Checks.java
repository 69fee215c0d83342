package org.rnnkit.learner.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.SequenceDataset.Subsequences;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.Updaters;

/** The computed numbers and claims of chapter 9's questions. */
final class Step9Checks {

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

    static Numbers otherTokensAreLeftOut() {
        int length = 10_000;
        int batchSize = 32;
        int numSteps = 35;
        int minibatches = 8;
        int read = minibatches * batchSize * numSteps;
        int[] places = IntStream.range(0, length).toArray();
        for (Sampling sampling : Sampling.values()) {
            SequenceDataset dataset = new SequenceDataset(places, batchSize, numSteps, sampling, 1);
            Set<Set<Integer>> leftOut = new HashSet<>();
            for (int epoch = 0; epoch < 5; epoch++) {
                Set<Integer> rest = placesLeftOut(dataset, places);
                assertThat(rest).hasSize(length - read);
                leftOut.add(rest);
            }
            assertThat(leftOut).as("epochs leave out other tokens").hasSizeGreaterThan(1);
        }
        return Numbers.text(length, batchSize, numSteps, minibatches)
                .choice(minibatches, batchSize * numSteps, read)
                .choice(length - read)
                .choice(length - read, length, read, length - read);
    }

    static Numbers keptStateOfAnUnrelatedPlace(NDManager manager) {
        int[] places = IntStream.range(0, 1_000).toArray();
        SequenceDataset shuffled = new SequenceDataset(places, 4, 5, Sampling.RANDOM, 1);
        int[] expected = {};
        long continued = 0;
        for (Batch batch : shuffled.getData(manager)) {
            int[] begins = batch.getData().get(0).get(":, 0").toIntArray();
            int[] next = expected;
            continued += IntStream.range(0, next.length).filter(row -> next[row] == begins[row]).count();
            expected = batch.getLabels().get(0).get(":, -1").toIntArray();
            batch.close();
        }
        assertThat(continued).as("rows that continue, of about 190").isLessThan(10);

        SequenceDataset dataset = new SequenceDataset(Arrays.stream(places).map(place -> place % 6).toArray(), 4, 5,
                Sampling.RANDOM, 1);
        RnnModelScratch net = new RnnModelScratch(manager, 6, 8, RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
        EpochTraining.trainEpoch(net, dataset.getData(manager), Loss.softmaxCrossEntropyLoss(), Updaters.sgd(1),
                Sampling.SEQUENTIAL); // does not throw
        return Numbers.text().choice().choice().choice();
    }

    static Numbers lowestPerplexities() {
        int length = 10_000;
        int numSteps = 35;
        double place = Math.log(length);
        double known = Math.log(17.4); // chapter 8: the perplexity of the letters' frequencies
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

    /** Adam's first step has the length of the learning rate, for a small and for a large gradient. */
    static Numbers adamNeedsASmallRate(NDManager manager) {
        float rate = 0;
        for (float slope : new float[] {0.1f, 50}) {
            NDArray w = manager.create(new float[] {0});
            w.setRequiresGradient(true);
            NDArray factor = manager.create(new float[] {slope});
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(w.mul(factor).sum());
            }
            Updaters.of(Optimizer.adam().build()).update(new NDList(w));
            rate = -w.getFloat();
            assertThat(rate).isCloseTo(0.001f, within(1e-5f));
        }
        return Numbers.text(1, rate);
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

    private static Set<Integer> placesLeftOut(SequenceDataset dataset, int[] places) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Set<Integer> rest = new HashSet<>(Arrays.stream(places).boxed().toList());
            for (Batch batch : dataset.getData(manager)) {
                Arrays.stream(batch.getData().get(0).toIntArray()).forEach(rest::remove);
                batch.close();
            }
            return rest;
        }
    }
}
