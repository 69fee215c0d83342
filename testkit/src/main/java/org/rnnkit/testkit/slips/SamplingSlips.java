package org.rnnkit.testkit.slips;

import static org.rnnkit.testkit.oracle.CrossEntropy.softmax;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rnnkit.testkit.oracle.Frequencies;
import org.rnnkit.testkit.oracle.Matrix;

/** Known mistakes in drawing a token from softmax(logits / T), and whether counts of drawn tokens fit each. */
public final class SamplingSlips {

    /** The words for one random number for the whole text. */
    public static final String DRAWN_ONCE = "one random number is drawn for the whole text: draw one for each character";

    /** The words for step 6's choice. */
    public static final String MOST_LIKELY = "the most likely character is written each time, not one that is drawn";

    /** The chance of 0 among the whole numbers below 100, which are drawn where a number below 1 is needed. */
    private static final double ONE_OF_A_HUNDRED = 0.01;

    private static final int INTEGRAL = 1_000;

    private final int[] counts;
    private final Map<String, Boolean> fits = new LinkedHashMap<>();

    private SamplingSlips(int[] counts) {
        this.counts = counts;
    }

    /**
     * Compares counts with those of each mistake.
     *
     * @param counts how often each token was drawn
     * @param logits the logits of the tokens, always the same
     * @param t the temperature
     * @return whether the counts fit, by the mistake's words
     */
    public static Map<String, Boolean> fits(int[] counts, double[] logits, double t) {
        SamplingSlips slips = new SamplingSlips(counts);
        slips.addTemperatures(logits, t);
        slips.addPieces(softmax(logits, t), Matrix.map(logits, logit -> Math.exp(logit / t)),
                Matrix.map(softmax(logits, 1), p -> Math.pow(p, 1 / t)));
        slips.addConstants(logits, softmax(logits, t));
        boolean finite = Arrays.stream(logits).map(logit -> Math.exp(logit / t)).allMatch(Double::isFinite);
        double[] right = softmax(logits, t);
        slips.fits.put("exp is taken of numbers so large that it is infinite: array.softmax does not, and by hand subtract the "
                + "largest logit first", finite ? Frequencies.fit(counts, right) : slips.isOneToken() && !slips.fit(right));
        return slips.fits;
    }

    private void addTemperatures(double[] logits, double t) {
        double[] plain = softmax(logits, 1);
        add("the temperature has no effect, because it is left out, subtracted, or divided out again: divide the logits by "
                + "it, then take softmax", plain);
        add("probabilities are divided by the temperature: divide the logits, then take softmax once",
                pieces(Matrix.map(plain, p -> p / t)));
        add("the logits are multiplied by the temperature; divide them", softmax(logits, 1 / t));
        add("the logits are divided by the temperature twice", softmax(logits, t * t));
        add("the temperature is applied after softmax: divide the logits, then take softmax once", softmax(plain, t));
        add("softmax is taken twice", softmax(softmax(logits, t)));
        add("a temperature above 1 is treated as 1", softmax(logits, Math.min(1, t)));
        add("a temperature below 1 is treated as 1", softmax(logits, Math.max(1, t)));
        add("below temperature 1 the most likely character is taken: it is drawn at every temperature",
                t < 1 ? places(logits, Arrays.stream(logits).max().orElseThrow())[0] : softmax(logits, t));
        add("the temperature is made a whole number: 0.5 becomes 0 or 1", t >= 1 ? softmax(logits, Math.floor(t)) : plain,
                t >= 1 ? softmax(logits, t) : oneHot(counts.length, 0),
                t >= 1 ? softmax(logits, t) : oneHot(counts.length, counts.length - 1));
    }

    private void addPieces(double[] right, double[] powers, double[] unnormalised) {
        int size = right.length;
        add("exp(logits / T) is not divided by its sum", pieces(powers));
        add("the probabilities are raised to the power 1 / T and not divided by their new sum: divide the logits by T instead",
                pieces(unnormalised));
        add("the token after the one whose piece contains the random number is taken", shifted(right));
        double[] alone = new double[size];
        double[] fresh = new double[size];
        double[] freshSum = new double[size];
        double largest = 0;
        double left = 1;
        double leftOfSum = 1;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            alone[i] = Math.max(0, right[i] - largest);
            largest = Math.max(largest, right[i]);
            fresh[i] = left * right[i];
            left -= fresh[i];
            sum += right[i];
            freshSum[i] = leftOfSum * sum;
            leftOfSum -= freshSum[i];
        }
        add("the random number is compared with each probability alone: add the probabilities up, and take the first token at "
                + "which the sum is above the number", withRest(alone, 0), withRest(alone, size - 1));
        add("a new random number is drawn for each token of the vocabulary: draw one for each character written",
                withRest(fresh, 0),
                withRest(fresh, size - 1), withRest(freshSum, size - 1));
        add("each probability is multiplied by a random number, and the largest product is taken: draw one number, and find "
                + "the piece of the line from 0 to 1 that contains it", largestProduct(right));
    }

    private void addConstants(double[] logits, double[] right) {
        int size = logits.length;
        int likely = IntStream.range(0, size).filter(i -> (float) right[i] > 0).findFirst().orElseThrow();
        double[] rarely = new double[size];
        rarely[likely] = ONE_OF_A_HUNDRED;
        double most = Arrays.stream(logits).max().orElseThrow();
        double least = Arrays.stream(logits).min().orElseThrow();
        add(MOST_LIKELY, places(logits, most));
        add("the least likely character is written each time, not one that is drawn", places(logits, least));
        add("every token is equally likely, whatever its logit", Matrix.map(logits, logit -> 1.0 / size));
        add("the first token is taken each time: softmax needs axis 1 (along axis 0, which has one row, each value becomes 1), "
                + "and the random number must be between 0 and 1 (a division of whole numbers gives 0)", oneHot(size, 0),
                oneHot(size, likely));
        add("the last token is taken almost each time: the random number must be between 0 and 1, and the probabilities add up "
                + "to 1", oneHot(size, size - 1), withRest(rarely, size - 1));
        fits.put(DRAWN_ONCE, isOneToken());
    }

    private void add(String words, double[]... probabilities) {
        fits.put(words, Arrays.stream(probabilities).anyMatch(this::fit));
    }

    private boolean fit(double[] probabilities) {
        return Frequencies.fit(counts, probabilities);
    }

    private boolean isOneToken() {
        return Arrays.stream(counts).filter(count -> count > 0).count() == 1;
    }

    /** Returns the one-hot vectors of the tokens with a logit. */
    private static double[][] places(double[] logits, double logit) {
        List<double[]> all = IntStream.range(0, logits.length).filter(i -> logits[i] == logit)
                .mapToObj(i -> oneHot(logits.length, i)).toList();
        return all.toArray(double[][]::new);
    }

    private static double[] oneHot(int size, int place) {
        double[] probabilities = new double[size];
        probabilities[place] = 1;
        return probabilities;
    }

    /** Returns the shares if these numbers, which do not add up to 1, are used as probabilities; the last one gets the rest. */
    private static double[] pieces(double[] lengths) {
        double[] shares = new double[lengths.length];
        double rest = 1;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.min(rest, lengths[i]);
            rest -= shares[i];
        }
        shares[shares.length - 1] += rest;
        return shares;
    }

    private static double[] withRest(double[] shares, int place) {
        double[] all = shares.clone();
        all[place] += Math.max(0, 1 - Arrays.stream(shares).sum());
        return all;
    }

    /** Returns the chance of each token that p · u is largest, if each has its own u between 0 and 1. */
    private static double[] largestProduct(double[] right) {
        double[] chances = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            for (int k = 0; k < INTEGRAL; k++) {
                double product = right[i] * (k + 1.0 / 2) / INTEGRAL;
                double all = 1;
                for (int j = 0; j < right.length; j++) {
                    all *= j == i ? 1 : Math.min(1, product / right[j]);
                }
                chances[i] += right[i] == 0 ? 0 : all / INTEGRAL;
            }
        }
        return chances;
    }

    /** Moves each share to the next place; the last one keeps what is moved to it. */
    private static double[] shifted(double[] shares) {
        double[] moved = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            moved[Math.min(shares.length - 1, i + 1)] += shares[i];
        }
        return moved;
    }
}
