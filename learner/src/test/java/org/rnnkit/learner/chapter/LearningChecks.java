package org.rnnkit.learner.chapter;

import static org.rnnkit.learner.chapter.Numbers.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Subsequences;
import org.rnnkit.toolkit.Updaters;

/** The computed numbers and claims of the questions in chapters 7 to 9. */
final class LearningChecks {

    private LearningChecks() {}

    /** Returns the check of each question by its name. */
    static Map<String, Function<NDManager, Numbers>> all() {
        Map<String, Function<NDManager, Numbers>> checks = new TreeMap<>();
        addChapter7(checks);
        addWayBack(checks);
        addChapter8(checks);
        addMoreOfChapter8(checks);
        addChapter9(checks);
        return checks;
    }

    private static void addChapter7(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("commonNormKeepsTheDirection", m -> {
            double norm = Math.hypot(6, 2.5);
            return text(6, 2.5, norm, 1)
                    .choice(1, 1, 1, Math.toDegrees(Math.atan2(2.5, 6)), Math.toDegrees(Math.atan2(1, 1)))
                    .choice(6 / 8.5, 2.5 / 8.5, 8.5, 6, 2.5, norm).choice(clipped(6, 2.5), norm, 6 / 2.5, 1);
        });
        checks.put("initialGradientsVanish", m -> text(2 * 0.01 * Math.sqrt(512), 1, 35, 0.45, Math.pow(0.45, 35) * 1e13, 10, 1)
                .claim("0.45 is rounded", Numbers.writes("0.45", 2 * 0.01 * Math.sqrt(512))));
        checks.put("farthestWayInAnEpoch", m -> {
            long weights = 2 * 28 * 512 + 512 * 512;
            double length = 0.01 * Math.sqrt(weights);
            double drawn = Math.sqrt(RnnParameters.initialize(m, 28, 512).stream()
                    .mapToDouble(parameter -> Math.pow(parameter.norm().getFloat(), 2)).sum());
            return text(1, 8, 8, 0.01, weights, length, 1).claim("as drawn", Math.abs(drawn - length) < 0.05 && length < 8);
        });
        checks.put("firstStepOfAdam", m -> {
            double[] usual = adam(new double[] {1, 1}, 1, 1000); // the means of gradients and squares; small gradients for long
            double[] huge = adam(usual, 1e6, 1);
            double factor = step(huge) / step(usual);
            double together = IntStream.range(0, 200).mapToDouble(k -> step(adam(huge, 1, k))).sum() / step(usual);
            double later = step(usual) / step(adam(huge, 1, 500));
            return text(0.9, 0.999, 1 - 0.9, 1 - 0.999, factor, together, 1_000_000, 500, 1, Math.round(later / 1_000) * 1_000)
                    .claim("as the betas say", Math.abs(factor - (1 - 0.9) / Math.sqrt(1 - 0.999)) < 1e-3);
        });
        checks.put("saturatedUnitShrinksTheGradient", m -> {
            double slope = 1 - 0.9 * 0.9;
            double sum = Math.log((1 + 0.9) / (1 - 0.9)) / 2; // tanh of this is 0.9
            double change = (Math.tanh(sum + 1.5e-6) - Math.tanh(sum)) / 1e-6;
            return text(0.9, 1.5).choice(slope * 1.5, 1, 0.9, slope, slope, 1.5, slope * 1.5, 1)
                    .choice(1.5, 1, 1.5, 0, 1, 0.9).choice(0.9 * 1.5, 0.9 * 1.5, 0.9, 1.5, 1, 0)
                    .claim("as a difference shows", Math.abs(change - slope * 1.5) < 1e-4);
        });
        checks.put("orthogonalKeepsTheLength", m -> {
            double[][] turn = {{Math.cos(1), Math.sin(1)}, {-Math.sin(1), Math.cos(1)}};
            double[][] h = {{3, 4}};
            double[][] backward = {{3, 4}};
            for (int t = 0; t < 35; t++) {
                h = Matrix.times(h, turn);
                backward = Matrix.times(backward, Matrix.transpose(turn));
            }
            return text(35).equal(Math.hypot(h[0][0], h[0][1]), 5).equal(Math.hypot(backward[0][0], backward[0][1]), 5);
        });
    }

    private static void addWayBack(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("gradientGoesBackThroughTime", m -> {
            TwoSteps two = new TwoSteps(0.4, 0.9, 0.6);
            return text(1, 0.4, 0.9, 1, 0.6, two.before(), two.slopes(), 1, two.slopes()[1])
                    .choice(two.gradientsOfH()[0], two.gradientsOfSums()[0], two.gradients().wHh()[0][0])
                    .choice(two.slopes()[1], 0.9, two.gradientsOfH()[0], two.gradientsOfH()[0], two.slopes()[0],
                            two.gradientsOfSums()[0], two.before()[0], two.gradientsOfSums()[0], two.before()[1],
                            two.slopes()[1], two.gradients().wHh()[0][0]);
        });
        checks.put("gradientGoesBackOnAnEmptySheet", m -> {
            TwoSteps two = new TwoSteps(1, 0.5, 0);
            double[] slopes = two.slopes();
            double[] sums = two.gradientsOfSums();
            double ofInputs = two.gradients().wXh()[0][0];
            double ofStates = two.gradients().wHh()[0][0];
            return text(1, 0.5, 1, 0, 1).choice(ofInputs, ofStates)
                    .choice(two.after(), slopes, sums[1], sums[1], 0.5, slopes[0], sums[0], ofInputs, sums[1], two.before()[1],
                            ofStates, 0);
        });
    }

    private static void addChapter8(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("softmaxTwiceFlattens", m -> {
            double[][] logits = {{2, 0, 0}};
            double[][] p = Matrix.mapRows(logits, CrossEntropy::softmax);
            double second = CrossEntropy.softmax(p[0])[0];
            double wrong = CrossEntropy.mean(p, new int[1]);
            double right = CrossEntropy.mean(logits, new int[1]);
            double[][] sure = Matrix.oneHot(new int[1][1], 28)[0];
            return text(new Object[] {logits})
                    .choice(wrong, second, p[0][0], second, wrong, 28, Math.exp(CrossEntropy.mean(sure, new int[1])))
                    .choice(right, right, p).choice(1 - p[0][0], 1, p[0][0], 1 - p[0][0], 1).claim("flatter", second < p[0][0]);
        });
        checks.put("detachedKeepsTheValue", m -> {
            double full = Numbers.gradient(m, w -> w.tanh().mul(w).sum(), 0.5)[0];
            double h = Math.tanh(0.5);
            return text(0.5, h).choice(0, h, h).choice(full, full).choice(h, h)
                    .equal(Numbers.gradient(m, w -> w.tanh().stopGradient().mul(w).sum(), 0.5)[0], h);
        });
        checks.put("gradientsAddUp", m -> {
            NDArray w = m.zeros(new Shape(2));
            Numbers.backward(w, 1, 0);
            GradientClipping.clip(new NDList(w), 1);
            double[] added = Numbers.backward(w, 0, 1);
            return text(1, 0, 0, 1, 1).choice(0, 1, 0, 1).choice(clipped(added), added, Math.sqrt(2), 1).choice(0.5, 0.5, 1);
        });
        checks.put("fewLabelsInTheRightPlace", m -> text(2, 3, 6, 2, 3, 6).choice(6).choice(3, 0, 1, 2, rows(m, 2, 3).get(0))
                .choice(inTheirPlace(m, 2, 3), inTheirPlace(m, 32, 35), 32 * 35));
        checks.put("changeReachesTheSameRow", m -> {
            Parameters p = Parameters.draw(new Draw(2, "samplings"), 4, 5);
            double[][] before = secondMinibatch(p, 0);
            double[][] after = secondMinibatch(p, 3);
            return text(0, 1, 2).choice(0, 0, 0, 2).choice(0, 0, 0).choice().claim("odd rows stay", IntStream
                    .range(0, before.length).allMatch(row -> (before[row][0] == after[row][0]) == (row % 2 == 1)));
        });
        checks.put("perplexityIsAGeometricMean", m -> {
            double[] p = {0.5, 0.125};
            double all = p[0] * p[1];
            double perplexity = Math.exp(-(Math.log(p[0]) + Math.log(p[1])) / 2);
            return text(p).choice(perplexity, p, 4, 4, 1 / perplexity, 1 / perplexity, p).choice(1 / all, 1, p, 1, 1 / all)
                    .choice((2 + 8) / 2, 2, 8, (2 + 8) / 2).equal(Math.pow(perplexity, -2), all);
        });
    }

    private static void addMoreOfChapter8(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("meanOfPerplexitiesIsLarger", m -> {
            double mean = (Math.exp(1) + Math.exp(3)) / 2;
            return text(1, 3, 2, Math.exp(2), 1, Math.exp(1), 3, Math.exp(3), mean).claim("larger", mean > Math.exp(2));
        });
        checks.put("fourSmallMinibatches", m -> {
            double[][] logits = new Draw(1, "minibatches").matrix(4 * 8, 5);
            int[] labels = new Draw(1, "labels").tokens(1, 4 * 8, 5)[0];
            double[][] whole = CrossEntropy.gradient(logits, labels);
            return text(4, 8, 4, 4, 32, 2, 1).claim("a quarter of each", IntStream.range(0, 4).allMatch(i -> Math.abs(
                    CrossEntropy.gradient(Arrays.copyOfRange(logits, i * 8, i * 8 + 8), Arrays.copyOfRange(labels, i * 8,
                            i * 8 + 8))[0][0] / 4 - whole[i * 8][0]) < 1e-12));
        });
        checks.put("clippedAfterTheUpdate", m -> {
            NDArray w = m.zeros(new Shape(2));
            Numbers.backward(w, 3, 4);
            Updaters.sgd(0.1f).update(new NDList(w));
            return text(3, 4, 0.1, 1).choice(0.1, 0.1).choice(0.1 * 5, 0.1, 5).choice(0.1 * 4, 0.1, 4, 5)
                    .equal(w.stopGradient().norm().getFloat(), 0.1 * 5)
                    .claim("nothing is left to clip", GradientClipping.clip(new NDList(w), 1) == 0);
        });
        checks.put("aWholeUpdate", m -> {
            OneUpdate one = new OneUpdate(new double[][] {{1, 0}, {0, 2}}, new int[] {0, 0}, new double[2], 1, 1);
            OneUpdate after = one.after();
            double[][] p = one.p();
            return text(1, 0, 0, 2, 0, 0, 0, 1).choice(p[1][0], one.loss(), one.norm(), after.bias()[0], after.loss())
                    .choice(p[0][0], p[1][0], one.losses(), one.loss(), 2, one.logitsGradient(), one.gradient(), one.norm(), 1,
                            after.bias(), after.logits(), after.losses(), after.loss());
        });
    }

    private static void addChapter9(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("sureAndWrongIsWorseThanBlind", m -> {
            double sure = Math.exp(-(Math.log(0.9) + Math.log(0.0001)) / 2);
            double mean = (0.9 + 0.0001) / 2;
            return text(28, 0.9, 0.0001).choice(28, 1, 28, 28, 0.0001)
                    .choice(sure, -Math.log(0.9), -Math.log(0.0001), -(Math.log(0.9) + Math.log(0.0001)) / 2, sure)
                    .choice(1 / mean, 1, mean, 1, 1 / mean, 0.0001)
                    .claim("1 in 28 is hundreds of times 0.0001", 1 / 28.0 / 0.0001 > 300);
        });
        checks.put("largerBatchesFewerUpdates", m -> {
            int few = minibatches(32);
            int many = minibatches(64);
            return text(10_000, 500, 32, 35, 64).choice(500 * many, many, 64 * 35, 500, many, 500 * many)
                    .choice(500 * few, 500 * few, 500, few, 32).choice(2 * 500 * few);
        });
        checks.put("lowestPerplexities", m -> {
            double place = Math.log(10_000);
            double known = Math.log(17.1); // chapter 8: the perplexity of the letters' frequencies
            double rest = place - known;
            double row = natsOfARow();
            return text(place, known, rest, 35, rest / 35, rest / 35, Math.exp(rest / 35), row, known, row - known, 280,
                    row - known, 280, Math.exp((row - known) / 280)).claim("chapter 9 names it", Math.abs(row - 6.65) < 0.005);
        });
        checks.put("oneStepInTheSameDirection", m -> {
            double[] step = clipped(8, 15);
            return text(0, 8, 15, 1).choice(-1, -1).choice(-8 / 23.0, -15 / 23.0, 23, 8, 15, 17)
                    .choice(-step[0], -step[1], 8, 17, 15, 17, 1).equal(Math.hypot(8, 15), 17);
        });
    }

    private static double[] clipped(double... gradient) {
        double[] clipped = gradient.clone();
        Clipping.clip(List.of(clipped), 1);
        return clipped;
    }

    /** Returns Adam's means of the gradients and of their squares after some gradients. */
    private static double[] adam(double[] means, double gradient, int times) {
        double[] next = means.clone();
        for (int t = 0; t < times; t++) {
            next[0] = 0.9 * next[0] + (1 - 0.9) * gradient;
            next[1] = 0.999 * next[1] + (1 - 0.999) * gradient * gradient;
        }
        return next;
    }

    private static double step(double[] means) {
        return means[0] / Math.sqrt(means[1]);
    }

    /** Returns the rows of the logits of each sequence. */
    private static List<int[]> rows(NDManager m, int sequences, int steps) {
        NDArray rows = m.arange(sequences * steps).reshape(steps, sequences).transpose();
        return IntStream.range(0, sequences).mapToObj(row -> rows.get(row).toIntArray()).toList();
    }

    private static long inTheirPlace(NDManager m, int sequences, int steps) {
        NDArray places = m.arange(sequences * steps).reshape(sequences, steps);
        return places.flatten().eq(places.transpose().flatten()).countNonzero().getLong();
    }

    /** Returns the logits of the second of two minibatches with a kept state; the token is in row 0 of the first. */
    private static double[][] secondMinibatch(Parameters p, int token) {
        double[][][] first = Matrix.oneHot(new int[][] {{1, token}, {2, 0}}, 4);
        double[][] kept = Rnn.hiddens(first, new double[2][5], p).get(2);
        return Rnn.logits(Matrix.oneHot(new int[][] {{1, 2}, {3, 0}}, 4), kept, p);
    }

    /** Returns how many minibatches an epoch has, with each sampling and offset. */
    private static int minibatches(int batchSize) {
        Set<Integer> counts = new HashSet<>();
        for (Sampling sampling : Sampling.values()) {
            Subsequences text = new Subsequences(10_000, batchSize, 35, sampling, 1);
            IntStream.range(0, 500).forEach(epoch -> counts.add(text.nextEpoch().size()));
        }
        text().claim("always as many", counts.size() == 1);
        return counts.iterator().next();
    }

    /** Returns the entropy of the places at which a row of sequential partitioning begins, in the equally likely cuts. */
    private static double natsOfARow() {
        Subsequences text = new Subsequences(10_000, 32, 35, Sampling.SEQUENTIAL, 1);
        Set<List<Integer>> cuts = new HashSet<>();
        IntStream.range(0, 2_000).forEach(epoch -> cuts.add(Arrays.stream(text.nextEpoch().get(0)).boxed().toList()));
        Map<Integer, Integer> places = new HashMap<>();
        cuts.forEach(rows -> rows.forEach(place -> places.merge(place, 1, Integer::sum)));
        text().claim("35 offsets, and the places that chapter 9 names", cuts.size() == 35 && places.size() == 822);
        double all = 35 * 32;
        return places.values().stream().flatMapToDouble(DoubleStream::of).map(n -> -n / all * Math.log(n / all)).sum();
    }
}
