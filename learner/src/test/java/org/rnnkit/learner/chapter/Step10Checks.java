package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.rnnkit.step10sampling.TemperatureSampling;
import org.rnnkit.testkit.given.Markov;
import org.rnnkit.testkit.oracle.CrossEntropy;

/** The computed numbers and claims of chapter 10's questions. */
final class Step10Checks {

    private Step10Checks() {}

    static Numbers halfTemperatureSquares() {
        double[] p = {0.8, 0.2};
        double t = 0.5;
        double cold = heated(p, t)[0];
        double[] squares = {p[0] * p[0], p[1] * p[1]};
        double sum = squares[0] + squares[1];
        assertThat(squares[0] / sum).isCloseTo(cold, within(1e-12));
        double dividedAfterwards = p[0] / t / (p[0] / t + p[1] / t);
        assertThat(dividedAfterwards).isCloseTo(p[0], within(1e-12));
        return Numbers.text(1, p, t)
                .choice(dividedAfterwards, p[0])
                .choice(heated(p, 2)[0], heated(p, 2)[0], 2)
                .choice(cold, t, squares, squares[0], sum, cold)
                .choice(t * p[0], t, p[0], t * p[0], t * p[1], 1);
    }

    static Numbers numberFindsItsPiece() {
        double[] p = {0.5, 0.3, 0.2};
        double u = 0.75;
        int drawn = drawn(p, u);
        double end = p[0] + p[1];
        assertThat(u).isBetween(p[0], end);
        assertThat(Arrays.stream(p).max().orElseThrow()).as("no single probability is above u").isLessThan(u);
        return Numbers.text(0, 1, 2, p, 0, 1, u)
                .choice(0, 0, p[0], 0)
                .choice(drawn, 0, 0, p[0], 1, p[0], end, u)
                .choice(p.length - 1, u, p[0], end, 1);
    }

    static Numbers temperatureAboveOneMakesMistakes() {
        double right = 0.99;
        int others = 9;
        double[] p = new double[others + 1];
        Arrays.fill(p, (1 - right) / others);
        p[0] = right;
        double warm = 1.5;
        int hot = 100;
        int characters = 50;
        double sure = heated(p, warm)[0];
        assertThat(1 - sure).as("mistakes").isCloseTo(9 * (1 - right), within(0.005));
        return Numbers.text(right, others, 1, warm)
                .choice(sure, 100, characters, 100 * Math.pow(right, characters), 100 * Math.pow(sure, characters))
                .choice(right / warm)
                .choice(1.0 / p.length, 1, 1, hot, heated(p, hot)[0], warm);
    }

    static Numbers trueCharacterOfASureModel() {
        double perplexity = 1.03;
        double sure = 1 / perplexity;
        double[] p = new double[28];
        Arrays.fill(p, (1 - sure) / 27);
        p[0] = sure;
        double warm = 1.5;
        assertThat(heated(p, 0.3)[0]).as("what a low temperature can add").isBetween(sure, 1.0);
        return Numbers.text(perplexity, 1, perplexity, sure, 1, 27, warm, heated(p, warm)[0]);
    }

    static Numbers gumbelDraws() {
        double[] logits = {Math.log(3), 0};
        Random random = new Random(1);
        int draws = 100_000;
        int first = 0;
        for (int i = 0; i < draws; i++) {
            double a = logits[0] - Math.log(-Math.log(random.nextDouble()));
            double b = logits[1] - Math.log(-Math.log(random.nextDouble()));
            first += a > b ? 1 : 0;
        }
        double share = CrossEntropy.softmax(logits, 1)[0];
        assertThat((double) first / draws).isCloseTo(share, within(0.01));
        return Numbers.text(3, 0, 0, 100 * share);
    }

    /** Four likely characters, and 24 with 1 % each. */
    static Numbers topKCutsTheTail() {
        double[] p = new double[28];
        Arrays.fill(p, 0.01);
        Arrays.fill(p, 0, 4, 0.19);
        double tail = Arrays.stream(p, 4, p.length).sum();
        assertThat(Math.pow(1 - tail, 5)).as("five characters in a row without a rare one").isLessThan(0.3);
        double[] cold = heated(new double[] {0.5, 0.3, 0.2}, 0.5);
        assertThat(cold[0] / cold[1]).as("a low temperature changes the ratios").isGreaterThan(0.5 / 0.3 + 0.1);
        return Numbers.text(p.length);
    }

    static Numbers perplexityOfADrawnText() {
        double[] p = {0.75, 0.25};
        double entropy = -p[0] * Math.log(p[0]) - p[1] * Math.log(p[1]);
        return Numbers.text(p, Math.exp(entropy), 1 / p[0]);
    }

    /** Returns the probabilities at a temperature, given those at temperature 1. */
    private static double[] heated(double[] probabilities, double t) {
        return CrossEntropy.softmax(Arrays.stream(probabilities).map(Math::log).toArray(), t);
    }

    /** Draws one token with the reference. */
    private static int drawn(double[] p, double u) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Vocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("0").add(List.of("0", "1", "2")).build();
            float[] logits = new float[p.length];
            for (int i = 0; i < p.length; i++) {
                logits[i] = (float) Math.log(p[i]);
            }
            Random fixed = new FixedRandom(u);
            String text = TemperatureSampling.sample("0", 1, 1, new Markov(new float[][] {logits}), vocabulary, manager, fixed);
            return Integer.parseInt(text.substring(1));
        }
    }

    /** A source that gives the same number each time. */
    private static final class FixedRandom extends Random {

        private static final long serialVersionUID = 1;
        private final double number;

        FixedRandom(double number) {
            this.number = number;
        }

        @Override
        public double nextDouble() {
            return number;
        }
    }
}
