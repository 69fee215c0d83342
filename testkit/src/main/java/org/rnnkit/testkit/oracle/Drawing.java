package org.rnnkit.testkit.oracle;

import static org.rnnkit.testkit.oracle.CrossEntropy.softmax;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.rnnkit.testkit.comparison.ShortNumber;

/** The oracle of step 10: how likely each token is drawn from softmax(logits / T), right or with a known mistake. */
public final class Drawing {

    /** The most groups of tokens that are counted. */
    private static final int MOST_GROUPS = 10;

    private static final String ALONE = "the random number is compared with each probability alone: add the probabilities up, "
            + "and take the first token at which the sum is above the number";
    private static final String FRESH = "a new random number is drawn for each token of the vocabulary: draw one for each "
            + "character written";
    private static final String TOO_LARGE = "exp is taken of numbers so large that it is infinite, or so low that it is 0: "
            + "array.softmax does not, and by hand subtract the largest logit first";

    private static final Wrong RIGHT = new Wrong("", (l, t) -> softmax(l, t), p -> p);
    private static final UnaryOperator<double[]> REST_TO_LAST = p -> pieces(p, p.length - 1);
    private static final UnaryOperator<double[]> REST_TO_FIRST = p -> pieces(p, 0);
    private static final List<Wrong> WRONG = List.of(
            new Wrong("the most likely character is written each time, not one that is drawn", (l, t) -> mostLikely(l),
                    REST_TO_LAST),
            new Wrong("the temperature has no effect, because it is left out, subtracted, or divided out again: divide the "
                    + "logits by it, then take softmax", (l, t) -> softmax(l, 1), p -> p),
            new Wrong("probabilities are divided by the temperature: divide the logits, then take softmax once",
                    (l, t) -> Matrix.map(softmax(l, 1), p -> p / t), REST_TO_LAST),
            new Wrong("the logits are multiplied by the temperature; divide them", (l, t) -> softmax(l, 1 / t), p -> p),
            new Wrong("the temperature is applied after softmax: divide the logits, then take softmax once",
                    (l, t) -> softmax(softmax(l, 1), t), p -> p),
            new Wrong("softmax is taken twice", (l, t) -> softmax(softmax(l, t), 1), p -> p),
            new Wrong("a temperature above 1 is treated as 1", (l, t) -> softmax(l, Math.min(1, t)), p -> p),
            new Wrong("below temperature 1 the most likely character is taken: it is drawn at every temperature",
                    (l, t) -> t < 1 ? mostLikely(l) : softmax(l, t), REST_TO_LAST),
            new Wrong("exp(logits / T) is not divided by its sum", Drawing::powers, REST_TO_LAST),
            new Wrong(ALONE, RIGHT.numbers, p -> pieces(alone(p), p.length - 1)),
            new Wrong(ALONE, RIGHT.numbers, p -> pieces(alone(p), 0)),
            new Wrong(FRESH, RIGHT.numbers, p -> pieces(fresh(p), p.length - 1)),
            new Wrong(FRESH, RIGHT.numbers, p -> pieces(fresh(p), 0)),
            new Wrong("the token after the right one is taken: count on only if the sum is not yet above the random number",
                    RIGHT.numbers, Drawing::oneTooFar),
            new Wrong("every token is equally likely: the logits have no effect", (l, t) -> softmax(new double[l.length]),
                    p -> p),
            new Wrong("the first token is taken each time: softmax needs axis 1 (along axis 0, which has one row, each value "
                    + "becomes 1), and the random number must be between 0 and 1 (a division of whole numbers gives 0)",
                    (l, t) -> new double[l.length], REST_TO_FIRST),
            new Wrong(TOO_LARGE, Drawing::noneBeyondFloat, REST_TO_FIRST),
            new Wrong(TOO_LARGE, Drawing::noneBeyondFloat, REST_TO_LAST),
            new Wrong(TOO_LARGE, Drawing::noneBeyondDouble, REST_TO_FIRST),
            new Wrong(TOO_LARGE, Drawing::noneBeyondDouble, REST_TO_LAST));

    /**
     * A known mistake.
     *
     * @param numbers a number for each logit, usually its chance, which does not depend on the order of the tokens
     * @param chances the chances of the tokens, given their numbers
     */
    private record Wrong(String words, Numbers numbers, UnaryOperator<double[]> chances) {}

    /** Numbers, given the logits and the temperature. */
    private interface Numbers {
        double[] of(double[] logits, double t);
    }

    private final Writing writing;
    private final double temperature;
    private final int size;
    /** How often each group was drawn: first the groups of logits, then those of tokens. */
    private final int[] counts;
    /** How many tokens were chosen while each token was the likeliest. */
    private final Map<Integer, Integer> likeliest = new HashMap<>();

    /**
     * Counts tokens twice: by the place of their logit among all, and by their index.
     *
     * @param writing the model
     * @param temperature the temperature T
     * @param states the states in which the tokens were drawn
     * @param tokens the tokens drawn
     */
    public Drawing(Writing writing, double temperature, List<Integer> states, List<Integer> tokens) {
        this.writing = writing;
        this.temperature = temperature;
        this.size = writing.logits().length;
        this.counts = new int[2 * groups()];
        for (int i = 0; i < tokens.size(); i++) {
            counts[ofPlace(writing.place(states.get(i), tokens.get(i)))]++;
            counts[ofToken(tokens.get(i))]++;
            likeliest.merge(writing.token(states.get(i), 0), 1, Integer::sum);
        }
    }

    /** Returns the number of groups of logits: one for each of the first places, and one for all others. */
    private int groups() {
        return Math.min(MOST_GROUPS, size);
    }

    private int ofPlace(int place) {
        return Math.min(place, groups() - 1);
    }

    private int ofToken(int token) {
        return groups() + (int) ((long) token * groups() / size);
    }

    /** Returns the mean chance of each group. A count varies at most as much as if all chances were their mean. */
    private double[] probabilities(Wrong wrong) {
        double[] logits = new double[size];
        Arrays.setAll(logits, place -> writing.logits()[place]);
        double[] numbers = wrong.numbers.of(logits, temperature);
        double[] means = new double[counts.length];
        int drawn = likeliest.values().stream().mapToInt(Integer::intValue).sum();
        likeliest.forEach((first, times) -> {
            double[] ofTokens = new double[size];
            Arrays.setAll(ofTokens, token -> numbers[Math.floorMod(token - first, size)]);
            double[] chances = wrong.chances.apply(ofTokens);
            for (int token = 0; token < size; token++) {
                double share = chances[token] * times / drawn;
                means[ofPlace(Math.floorMod(token - first, size))] += share;
                means[ofToken(token)] += share;
            }
        });
        return means;
    }

    /** Tells whether the counts can be right. */
    public boolean isRight() {
        return isOf(RIGHT);
    }

    /** Tells for each known mistake whether the counts can be those that it gives. */
    public Map<String, Boolean> slips() {
        Map<String, Boolean> slips = new LinkedHashMap<>();
        WRONG.forEach(wrong -> slips.merge(wrong.words, isOf(wrong), Boolean::logicalOr));
        return slips;
    }

    private boolean isOf(Wrong wrong) {
        double[] means = probabilities(wrong);
        return areOfPlaces(means) && Frequencies.fit(ofTokens(counts), ofTokens(means));
    }

    private boolean areOfPlaces(double[] means) {
        return Frequencies.fit(Arrays.copyOf(counts, groups()), Arrays.copyOf(means, groups()));
    }

    private int[] ofTokens(int[] values) {
        return Arrays.copyOfRange(values, groups(), values.length);
    }

    private double[] ofTokens(double[] values) {
        return Arrays.copyOfRange(values, groups(), values.length);
    }

    /** Says which counts came and which were expected: those of the logits, or if these are right, those of the tokens. */
    public String inWords() {
        double[] means = probabilities(RIGHT);
        long drawn = Arrays.stream(counts).limit(groups()).sum();
        boolean areWrong = !areOfPlaces(means);
        String rest = groups() < size ? " (the last stands for all others)" : "";
        String what = areWrong ? "The tokens with these logits" + rest + "\n    " + IntStream.range(0, groups())
                .mapToObj(place -> ShortNumber.of(writing.logits()[place])).toList() : "The tokens 0 to " + (size - 1)
                + (groups() < size ? ", in " + groups() + " groups," : "");
        return what + "\ncame so often:\n    " + Arrays.toString(areWrong ? Arrays.copyOf(counts, groups()) : ofTokens(counts))
                + "\nexpected about\n    " + Arrays.toString(Arrays.stream(areWrong ? Arrays.copyOf(means, groups())
                        : ofTokens(means)).mapToLong(p -> Math.round(p * drawn)).toArray());
    }

    private static double[] mostLikely(double[] logits) {
        double most = Arrays.stream(logits).max().orElseThrow();
        return Matrix.map(logits, logit -> logit == most ? 1 : 0);
    }

    private static double[] powers(double[] logits, double t) {
        return Matrix.map(logits, logit -> Math.exp(logit / t));
    }

    /** Returns the right chances, or none if the sum of the powers is 0 or infinite in float32. */
    private static double[] noneBeyondFloat(double[] logits, double t) {
        float sum = (float) Arrays.stream(powers(logits, t)).map(power -> (float) power).sum();
        return sum > 0 && Float.isFinite(sum) ? softmax(logits, t) : new double[logits.length];
    }

    /** Returns the right chances, or none if the sum of the powers is 0 or infinite. */
    private static double[] noneBeyondDouble(double[] logits, double t) {
        double sum = Arrays.stream(powers(logits, t)).sum();
        return sum > 0 && Double.isFinite(sum) ? softmax(logits, t) : new double[logits.length];
    }

    /** Returns the chances if these lengths are pieces of the line from 0 to 1. A token gets what remains of it. */
    private static double[] pieces(double[] lengths, int ofRest) {
        double[] chances = new double[lengths.length];
        double rest = 1;
        for (int i = 0; i < chances.length; i++) {
            chances[i] = Math.min(rest, lengths[i]);
            rest -= chances[i];
        }
        chances[ofRest] += rest;
        return chances;
    }

    /** Returns the part of each piece that is longer than all pieces before it. */
    private static double[] alone(double[] right) {
        double[] parts = new double[right.length];
        double longest = 0;
        for (int i = 0; i < right.length; i++) {
            parts[i] = Math.max(0, right[i] - longest);
            longest = Math.max(longest, right[i]);
        }
        return parts;
    }

    private static double[] oneTooFar(double[] right) {
        double[] chances = new double[right.length];
        IntStream.range(0, right.length).forEach(i -> chances[Math.min(i + 1, right.length - 1)] += right[i]);
        return chances;
    }

    /** Returns the chance that each is the first one above its own random number. */
    private static double[] fresh(double[] right) {
        double[] chances = new double[right.length];
        double left = 1;
        for (int i = 0; i < right.length; i++) {
            chances[i] = left * right[i];
            left -= chances[i];
        }
        return chances;
    }
}
