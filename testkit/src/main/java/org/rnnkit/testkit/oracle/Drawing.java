package org.rnnkit.testkit.oracle;

import static org.rnnkit.testkit.oracle.CrossEntropy.softmax;

import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.comparison.ShortNumber;

/** The oracle of step 10: how likely each token is drawn from softmax(logits / T), right or with a known mistake. */
public final class Drawing {

    /** The groups of logits: the likeliest tokens with half of all chances, those with half of the rest, and so on. */
    private static final int HALVES = 6;
    /** The most groups of tokens that are counted by their index. */
    private static final int MOST_GROUPS = 10;

    private static final String ALONE = "the random number is compared with each probability alone: add the probabilities up, "
            + "and take the first token at which the sum is above the number";
    private static final String FRESH = "a new random number is drawn for each token of the vocabulary: draw one for each "
            + "character written";
    private static final String TOO_LARGE = "exp is taken of numbers so large that it is infinite, or so low that it is 0: "
            + "array.softmax does not, and by hand subtract the largest logit first";

    private static final String AFTERWARDS = "softmax is taken twice, or the temperature is applied after it: divide the "
            + "logits by the temperature, then take softmax once";
    private static final String CUT_OFF = "some tokens are never drawn: <unk>, or unlikely ones (top-k or top-p); each token "
            + "keeps its chance";

    private static final Wrong RIGHT = new Wrong("", (l, t) -> softmax(l, t), p -> p);
    private static final UnaryOperator<double[]> REST_TO_LAST = p -> pieces(p, p.length - 1);
    private static final UnaryOperator<double[]> REST_TO_FIRST = p -> pieces(p, 0);
    private static final List<Wrong> WRONG = List.of(
            new Wrong("the most likely character is written each time, not one that is drawn", (l, t) -> mostLikely(l),
                    REST_TO_LAST),
            new Wrong("the temperature has no effect, because it is left out, subtracted, or divided out again: divide the "
                    + "logits by it, then take softmax", (l, t) -> softmax(l, 1), p -> p),
            new Wrong(AFTERWARDS, (l, t) -> Matrix.map(softmax(l, 1), p -> p / t), REST_TO_LAST),
            new Wrong("the logits are multiplied by the temperature; divide them", (l, t) -> softmax(l, 1 / t), p -> p),
            new Wrong(AFTERWARDS, (l, t) -> softmax(softmax(l, 1), t), p -> p),
            new Wrong(AFTERWARDS, (l, t) -> softmax(softmax(l, t), 1), p -> p),
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
    /** The group of each place. */
    private final int[] groupOfPlace;
    /** How often each group was drawn: first the groups of logits, then those of tokens. */
    private final int[] counts;
    /** The smallest logit of a token that was drawn. */
    private double smallestDrawn = Double.POSITIVE_INFINITY;
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
        this.groupOfPlace = groups(softmax(logits(), temperature));
        this.counts = new int[HALVES + Math.min(MOST_GROUPS, size)];
        for (int i = 0; i < tokens.size(); i++) {
            int place = writing.place(states.get(i), tokens.get(i));
            smallestDrawn = Math.min(smallestDrawn, writing.logits()[place]);
            counts[groupOfPlace[place]]++;
            counts[ofToken(tokens.get(i))]++;
            likeliest.merge(writing.token(states.get(i), 0), 1, Integer::sum);
        }
    }

    private double[] logits() {
        return IntStream.range(0, size).mapToDouble(place -> writing.logits()[place]).toArray();
    }

    /** Divides the places into groups, so that a group of unlikely tokens has a chance that shows. */
    private static int[] groups(double[] chances) {
        int[] groups = new int[chances.length];
        double left = 1;
        for (int place : IntStream.range(0, chances.length).boxed()
                .sorted(Comparator.comparingDouble(place -> -chances[place])).toList()) {
            groups[place] = (int) Math.min(HALVES - 1, -Math.log(Math.max(left, Double.MIN_NORMAL)) / Math.log(2));
            left -= chances[place];
        }
        return groups;
    }

    private int ofToken(int token) {
        return HALVES + (int) ((long) token * (counts.length - HALVES) / size);
    }

    /** Returns the mean chance of each group. A count varies at most as much as if all chances were their mean. */
    private double[] probabilities(Wrong wrong) {
        double[] numbers = wrong.numbers.of(logits(), temperature);
        double[] means = new double[counts.length];
        int drawn = likeliest.values().stream().mapToInt(Integer::intValue).sum();
        likeliest.forEach((first, times) -> {
            double[] ofTokens = new double[size];
            Arrays.setAll(ofTokens, token -> numbers[Math.floorMod(token - first, size)]);
            double[] chances = wrong.chances.apply(ofTokens);
            for (int token = 0; token < size; token++) {
                double share = chances[token] * times / drawn;
                means[groupOfPlace[Math.floorMod(token - first, size)]] += share;
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
        slips.put(CUT_OFF, Stream.concat(Stream.of(new Wrong(CUT_OFF, this::cutOff, p -> p)), Stream.of(0, writing.unknown())
                .map(token -> new Wrong(CUT_OFF, RIGHT.numbers, right -> without(token, right)))).anyMatch(this::isOf));
        return slips;
    }

    /** Returns the chances if tokens below the least likely one that was drawn have none. */
    private double[] cutOff(double[] logits, double t) {
        boolean isOne = smallestDrawn == Arrays.stream(logits).max().orElseThrow();
        return softmax(Matrix.map(logits, logit -> logit < smallestDrawn && !isOne ? Double.NEGATIVE_INFINITY : logit), t);
    }

    private boolean isOf(Wrong wrong) {
        double[] means = probabilities(wrong);
        return areOfPlaces(means) && Frequencies.fit(ofTokens(counts), ofTokens(means));
    }

    private boolean areOfPlaces(double[] means) {
        return Frequencies.fit(Arrays.copyOf(counts, HALVES), Arrays.copyOf(means, HALVES));
    }

    private int[] ofTokens(int[] values) {
        return Arrays.copyOfRange(values, HALVES, values.length);
    }

    private double[] ofTokens(double[] values) {
        return Arrays.copyOfRange(values, HALVES, values.length);
    }

    /** Says which counts came and which were expected: those of the logits, or if these are right, those of the tokens. */
    public String inWords() {
        double[] means = probabilities(RIGHT);
        long drawn = Arrays.stream(counts).limit(HALVES).sum();
        boolean areWrong = !areOfPlaces(means);
        int[] shown = areWrong ? IntStream.of(groupOfPlace).distinct().sorted().toArray()
                : IntStream.range(HALVES, counts.length).toArray();
        String what = areWrong ? "The tokens with these logits\n    "
                + IntStream.of(shown).mapToObj(this::logitsOf).toList() : "The tokens 0 to " + (size - 1)
                + (shown.length < size ? ", in " + shown.length + " groups," : "");
        return what + "\ncame so often:\n    " + IntStream.of(shown).map(group -> counts[group]).boxed().toList()
                + "\nexpected about\n    " + IntStream.of(shown).mapToLong(group -> Math.round(means[group] * drawn)).boxed()
                        .toList();
    }

    /** Names the logits of a group. */
    private String logitsOf(int group) {
        DoubleSummaryStatistics logits = IntStream.range(0, size).filter(place -> groupOfPlace[place] == group)
                .mapToDouble(place -> writing.logits()[place]).summaryStatistics();
        return ShortNumber.of(logits.getMax())
                + (logits.getMin() < logits.getMax() ? " to " + ShortNumber.of(logits.getMin()) : "");
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

    private static double[] without(int token, double[] right) {
        double[] chances = right.clone();
        chances[token] = 0;
        double sum = Arrays.stream(chances).sum();
        return Matrix.map(chances, chance -> chance / sum);
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
