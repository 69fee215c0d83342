package org.rnnkit.testkit.oracle;

import static org.rnnkit.testkit.oracle.CrossEntropy.softmax;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Deviation;
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

    /** A known mistake. */
    public enum Wrong implements Deviation {
        RIGHT(""),
        NO_TEMPERATURE("the temperature has no effect, because it is left out, subtracted, or divided out again: divide the "
                + "logits by it, then take softmax"),
        PROBABILITIES_DIVIDED("probabilities are divided by the temperature: divide the logits, then take softmax once"),
        MULTIPLIED("the logits are multiplied by the temperature; divide them"),
        AFTER_SOFTMAX("the temperature is applied after softmax: divide the logits, then take softmax once"),
        SOFTMAX_TWICE("softmax is taken twice"),
        CUT_ABOVE("a temperature above 1 is treated as 1"),
        GREEDY_BELOW("below temperature 1 the most likely character is taken: it is drawn at every temperature"),
        NOT_NORMALISED("exp(logits / T) is not divided by its sum"),
        ALONE_OR_LAST(ALONE),
        ALONE_OR_FIRST(ALONE),
        FRESH_OR_LAST(FRESH),
        FRESH_OR_FIRST(FRESH),
        MOST_LIKELY("the most likely character is written each time, not one that is drawn"),
        EVEN("every token is equally likely: the logits have no effect"),
        FIRST("the first token is taken each time: softmax needs axis 1 (along axis 0, which has one row, each value becomes "
                + "1), and the random number must be between 0 and 1 (a division of whole numbers gives 0)"),
        INFINITE_FIRST(TOO_LARGE),
        INFINITE_LAST(TOO_LARGE),
        INFINITE_DOUBLE_FIRST(TOO_LARGE),
        INFINITE_DOUBLE_LAST(TOO_LARGE);

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        /** Returns a number for each logit, usually its chance. It does not depend on the order of the tokens. */
        private double[] numbers(double[] logits, double t) {
            double[] right = softmax(logits, t);
            double[] plain = softmax(logits, 1);
            double[] powers = Matrix.map(logits, logit -> Math.exp(logit / t));
            double sum = Arrays.stream(powers).sum();
            float floatSum = (float) Arrays.stream(powers).map(power -> (float) power).sum();
            double[] none = new double[logits.length];
            double most = Arrays.stream(logits).max().orElseThrow();
            return switch (this) {
                case NO_TEMPERATURE -> plain;
                case PROBABILITIES_DIVIDED -> Matrix.map(plain, p -> p / t);
                case MULTIPLIED -> softmax(logits, 1 / t);
                case AFTER_SOFTMAX -> softmax(plain, t);
                case SOFTMAX_TWICE -> softmax(right, 1);
                case CUT_ABOVE -> softmax(logits, Math.min(1, t));
                case GREEDY_BELOW -> t < 1 ? MOST_LIKELY.numbers(logits, t) : right;
                case NOT_NORMALISED -> powers;
                case MOST_LIKELY -> Matrix.map(logits, logit -> logit == most ? 1 : 0);
                case EVEN -> softmax(none);
                case FIRST -> none;
                case INFINITE_FIRST, INFINITE_LAST -> floatSum > 0 && Float.isFinite(floatSum) ? right : none;
                case INFINITE_DOUBLE_FIRST, INFINITE_DOUBLE_LAST -> sum > 0 && Double.isFinite(sum) ? right : none;
                default -> right;
            };
        }

        /** Returns the chance of each token. */
        private double[] chances(double[] numbers) {
            int last = numbers.length - 1;
            return switch (this) {
                case ALONE_OR_LAST -> pieces(alone(numbers), last);
                case ALONE_OR_FIRST -> pieces(alone(numbers), 0);
                case FRESH_OR_LAST -> pieces(fresh(numbers), last);
                case FRESH_OR_FIRST -> pieces(fresh(numbers), 0);
                case FIRST, INFINITE_FIRST, INFINITE_DOUBLE_FIRST -> pieces(numbers, 0);
                case INFINITE_LAST, INFINITE_DOUBLE_LAST, PROBABILITIES_DIVIDED, NOT_NORMALISED, MOST_LIKELY, GREEDY_BELOW
                        -> pieces(numbers, last);
                default -> numbers;
            };
        }
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
        double[] numbers = wrong.numbers(logits, temperature);
        double[] means = new double[counts.length];
        int drawn = likeliest.values().stream().mapToInt(Integer::intValue).sum();
        likeliest.forEach((first, times) -> {
            double[] ofTokens = new double[size];
            Arrays.setAll(ofTokens, token -> numbers[Math.floorMod(token - first, size)]);
            double[] chances = wrong.chances(ofTokens);
            for (int token = 0; token < size; token++) {
                double share = chances[token] * times / drawn;
                means[ofPlace(Math.floorMod(token - first, size))] += share;
                means[ofToken(token)] += share;
            }
        });
        return means;
    }

    /** Tells whether the counts can be those of a mistake. */
    public boolean isOf(Wrong wrong) {
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
        double[] means = probabilities(Wrong.RIGHT);
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
