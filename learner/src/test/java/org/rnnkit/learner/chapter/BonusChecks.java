package org.rnnkit.learner.chapter;

import static org.rnnkit.learner.chapter.Numbers.text;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.rnnkit.step10sampling.TemperatureSampling;
import org.rnnkit.step11embedding.EmbeddingForward;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.toolkit.RnnOutput;

/** The computed numbers and claims of the questions in chapters 10 to 13. */
final class BonusChecks {

    private BonusChecks() {}

    /** Returns the check of each question by its name. */
    static Map<String, Function<NDManager, Numbers>> all() {
        Map<String, Function<NDManager, Numbers>> checks = new TreeMap<>();
        addChapter10(checks);
        addChapter11(checks);
        addChapter12(checks);
        addChapter13(checks);
        return checks;
    }

    private static void addChapter10(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("halfTemperatureSquares", m -> {
            double cold = heated(0.5, 0.8, 0.2);
            double hot = heated(2, 0.8, 0.2);
            double sum = 0.8 * 0.8 + 0.2 * 0.2;
            return text(1, 0.8, 0.2, 0.5).choice(0.8, 0.8).choice(hot, hot, 2)
                    .choice(cold, 0.5, 0.8 * 0.8, 0.2 * 0.2, 0.8 * 0.8, sum, cold)
                    .choice(0.5 * 0.8, 0.5, 0.8, 0.5 * 0.8, 0.5 * 0.2, 1).equal(cold, 0.8 * 0.8 / sum);
        });
        checks.put("numberFindsItsPiece", m -> text(0, 1, 2, 0.5, 0.3, 0.2, 0, 1, 0.75).choice(0, 0, 0.5, 0)
                .choice(drawn(m, 0.75, 0.5, 0.3, 0.2), 0, 0, 0.5, 1, 0.5, 0.8, 0.75).choice(2, 0.75, 0.5, 0.8, 1));
        checks.put("temperatureAboveOneMakesMistakes", m -> {
            double[] p = sure(0.99, 10);
            double warm = heated(1.5, p);
            return text(0.99, 9, 1, 1.5).choice(warm, 100, 50, 100 * Math.pow(0.99, 50), 100 * Math.pow(warm, 50))
                    .choice(0.99 / 1.5).choice(1.0 / 10, 1, 1, 100, heated(100, p), 1.5)
                    .claim("nine times as many mistakes", Math.abs(1 - warm - 9 * (1 - 0.99)) < 0.005);
        });
        checks.put("trueCharacterOfASureModel", m -> {
            double[] p = sure(1 / 1.03, 28);
            return text(1.03, 1, 1.03, p[0], 1, 27, 1.5, heated(1.5, p)).claim("colder is surer", heated(0.3, p) > p[0]);
        });
        checks.put("gumbelDraws", m -> {
            Random random = new Random(1);
            double first = IntStream.range(0, 100_000).filter(i -> Math.log(3) - Math.log(-Math.log(random.nextDouble()))
                    > -Math.log(-Math.log(random.nextDouble()))).count() / 1e5;
            return text(3, 0, 0, 75).claim("the shares of softmax", Math.abs(first - 0.75) < 0.01)
                    .equal(CrossEntropy.softmax(new double[] {Math.log(3), 0})[0], 0.75);
        });
        checks.put("topKCutsTheTail", m -> {
            double ratio = heated(0.5, 0.5, 0.3, 0.2) / heated(0.5, 0.3, 0.5, 0.2);
            return text(28).claim("24 letters with 1 % each come often", Math.pow(1 - 24 * 0.01, 5) < 0.3)
                    .claim("a low temperature changes the ratios", ratio > 0.5 / 0.3 + 0.1);
        });
        checks.put("perplexityOfADrawnText", m -> text(0.75, 0.25,
                Math.exp(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25)), 1 / 0.75));
    }

    private static void addChapter11(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("onlyRowsLookedUpGetAGradient", m -> {
            NDArray tokens = m.create(new int[][] {{3, 1, 3}});
            double[] g = Numbers.gradient(m, w -> EmbeddingForward.embed(tokens, w.reshape(5, 2)).sum(), new double[10]);
            return text(5, 3, 1, 3).choice(1, 5, 0, 2, 4, g[0]).choice(1, 1, 3, 0, 3).choice(g[2], 1, g[6], 3, 0, 3)
                    .claim("rows 1 and 3", Arrays.equals(g, new double[] {0, 0, 1, 1, 0, 0, 2, 2, 0, 0}));
        });
        checks.put("numbersOfAnEmbedding", m -> {
            int count = 32 * 35;
            long numbers = EmbeddingForward.embed(m.create(new int[32][35]), m.zeros(new Shape(50_000, 128))).size();
            return text(32, 35, 50_000, 128).choice(numbers, 32, 35, count, 128, count * 50_000).choice(count, count, 128)
                    .choice(50_000 * 128, 50_000, 128, 50_000 * 128).choice(count * 50_000, 50_000, count);
        });
        checks.put("tiedWeightsSave", m -> text(512, 28, 512 * 28, 512 * 50_000, 50_000));
    }

    private static void addChapter12(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("biasGradientIsASumOverSteps", m -> {
            TwoSteps two = new TwoSteps(0.5, 0.5, 0);
            double gradient = two.gradients().bH()[0];
            double[] slopes = two.slopes();
            double second = slopes[1];
            return text(0, 0.5, 0.5, 1, 0, two.after(), slopes, 0, 1).choice(second, second)
                    .choice(gradient, second, second, 0.5, slopes[0], second * 0.5 * slopes[0])
                    .choice(second * 1.5, second * 1.5, second, second, 0.5, slopes[0]).choice(gradient / 2)
                    .equal(second + second * 0.5 * slopes[0], gradient);
        });
        checks.put("slopeComesFromTheValue", m -> {
            double a = Math.log((1 + 0.6) / (1 - 0.6)) / 2; // tanh a = 0.6
            double slope = (Math.tanh(a + 1e-6) - Math.tanh(a - 1e-6)) / 2e-6;
            double twice = 1 - Math.pow(Math.tanh(0.6), 2);
            return text(0.6).choice(twice, 1, 0.6, twice, 0.6, 1).choice(0.4, 1, 1, 0.6, 0.4, -0.6, 1.6, 1)
                    .choice(slope, 1, 0.6, slope);
        });
        checks.put("gradientOfTheLogits", m -> {
            double[][] logits = new Draw(1, "logits").matrix(3, 5);
            int[] labels = {4, 0, 2};
            double[][] gradient = CrossEntropy.gradient(logits, labels);
            Numbers numbers = text(0);
            for (int i = 0; i < 15; i++) {
                double p = CrossEntropy.softmax(logits[i / 5])[i % 5];
                numbers.equal(gradient[i / 5][i % 5], (p - (labels[i / 5] == i % 5 ? 1 : 0)) / 3);
                double before = CrossEntropy.mean(logits, labels);
                logits[i / 5][i % 5] += 1e-6;
                double change = (CrossEntropy.mean(logits, labels) - before) / 1e-6;
                numbers.claim("the loss changes so", Math.abs(change - gradient[i / 5][i % 5]) < 1e-5);
            }
            return numbers.equal(Arrays.stream(gradient[0]).sum(), 0);
        });
        checks.put("keptFromTheForwardPass", m -> text(35, 32, 512, 35 * 32 * 512, 10, 1)
                .claim("exactly 1 in float32", (float) Math.tanh(10) == 1));
        checks.put("detachedSquare", m -> text(2, 4)
                .choice(Numbers.gradient(m, w -> w.mul(w).stopGradient().mul(w).sum(), 2), 4, 4)
                .choice(12, 12, 3).choice(0, 4).equal(Numbers.gradient(m, w -> w.mul(w).mul(w).sum(), 2)[0], 12));
    }

    private static void addChapter13(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("gateForgetsSlowly", m -> {
            double left = remaining(m, Math.log(0.99 / 0.01), 20);
            return text(1, 20, 0.99, 0).choice(left, 0.99, 0.99, left, 0.8, Math.pow(0.8, 20)).choice(1, 0, 1, 0.99)
                    .choice(0, 0.01);
        });
        checks.put("resetGateComesBeforeTheProduct", m -> text(1, 2, 0, 1, 2, 2, 1) // h = (1, 2), r = (0, 1), W all ones
                .choice(0, 1 + 2, 1 + 2, 1 + 2).choice(1 + 2, 1 + 2).choice(0, 2, 0, 2).choice(0 + 2, 0 + 2, 0, 2, 0, 2));
        checks.put("parametersOfAGru", m -> {
            long rnn = Numbers.parameters(m, 512);
            int largest = IntStream.iterate(512, n -> n - 1).filter(n -> count(m, n) <= rnn).findFirst().orElseThrow();
            return text(28, 512, count(m, 512), (double) count(m, 512) / rnn, rnn, largest, count(m, largest));
        });
        checks.put("productsSideBySide", m -> {
            NDArray h = m.create(new float[][] {{1, 2}});
            NDArray z = m.create(new float[][] {{1, 2}, {3, 4}});
            NDArray r = m.create(new float[][] {{5, 6}, {7, 8}});
            return text().equal(h.matMul(z.concat(r, 1)), h.matMul(z).concat(h.matMul(r), 1))
                    .equal(h.concat(h, 1).matMul(z.concat(r, 0)), h.matMul(z).add(h.matMul(r)));
        });
        checks.put("biasOfTheUpdateGate", m -> {
            double open = 1 / (1 + Math.exp(-2));
            return text(2, open, 0, 0.5, 100 * open, 10, remaining(m, 2, 10), remaining(m, 0, 10));
        });
    }

    /** Returns the first probability at a temperature, given those at temperature 1. */
    private static double heated(double t, double... probabilities) {
        return CrossEntropy.softmax(Arrays.stream(probabilities).map(Math::log).toArray(), t)[0];
    }

    /** Returns a probability, and the same for each of the others. */
    private static double[] sure(double first, int n) {
        return IntStream.range(0, n).mapToDouble(i -> i == 0 ? first : (1 - first) / (n - 1)).toArray();
    }

    /** Draws one token with the reference. */
    private static int drawn(NDManager m, double u, double... p) {
        float[] logits = new float[p.length];
        IntStream.range(0, p.length).forEach(i -> logits[i] = (float) Math.log(p[i]));
        Random fixed = new Random() {
            private static final long serialVersionUID = 1;

            @Override
            public double nextDouble() {
                return u;
            }
        };
        WrappedModel always = new WrappedModel(new SumModel()) {
            @Override
            public RnnOutput forward(NDArray tokens, NDList state) {
                return new RnnOutput(m.create(new float[][] {logits}), state);
            }
        };
        return Integer.parseInt(TemperatureSampling.sample("0", 1, 1, always, DefaultVocabulary.builder().optUnknownToken("0")
                .add(List.of("0", "1", "2")).build(), m, fixed).substring(1));
    }

    private static long count(NDManager m, int numHiddens) {
        try (NDManager own = m.newSubManager()) {
            return GruForward.initialize(own, 28, numHiddens).stream().mapToLong(NDArray::size).sum();
        }
    }

    /** Returns what the reference leaves of a state of 1 after some steps, with candidates of 0. */
    private static double remaining(NDManager m, double gateBias, int steps) {
        NDArray none = m.zeros(new Shape(1, 1));
        NDArray noBias = m.zeros(new Shape(1));
        NDList parameters = new NDList(none, none, m.create(new float[] {(float) gateBias}), none, none, noBias, none, none,
                noBias, none, noBias);
        NDList ones = new NDList(m.ones(new Shape(1, 1)));
        return GruForward.forward(m.ones(new Shape(steps, 1, 1)), ones, parameters).state().get(0).getFloat();
    }
}
