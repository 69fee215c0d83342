package org.rnnkit.learner.showcase.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The probabilities of the next character as bars, one for each token. */
public final class ProbabilityBars {

    /** The width of the drawing, in pixels. */
    public static final int WIDTH = 640;
    /** The height of the drawing, in pixels. */
    public static final int HEIGHT = 240;

    private static final int LEFT = 66;
    private static final int TOP = 10;
    private static final int BASE = HEIGHT - 64;
    private static final double GAP = 0.2;
    private static final int NAMED = 3;
    /** The lowest top of the axis, so that small differences look small. */
    private static final double LOWEST_TOP = 0.1;

    private final List<String> tokens;
    private final double[] probabilities;
    private final LinearScale axis;

    /**
     * Makes the picture.
     *
     * @param tokens the tokens
     * @param probabilities the probability of each
     */
    ProbabilityBars(List<String> tokens, double[] probabilities) {
        this.tokens = tokens;
        this.probabilities = probabilities;
        double largest = Arrays.stream(probabilities).filter(Double::isFinite).max().orElse(0);
        axis = new LinearScale(0, Math.min(1, Math.max(LOWEST_TOP, Math.ceil(largest * 10) / 10)), BASE, TOP);
    }

    /**
     * A bar and its label.
     *
     * @param x its left edge
     * @param y its upper edge
     * @param width its width
     * @param height its height
     * @param middle the horizontal place of its label
     * @param label its token
     * @param isWide whether the label is longer than a character
     */
    public record TokenBar(String x, String y, String width, String height, String middle, String label, boolean isWide) {}

    /** Lists the bars. */
    public List<TokenBar> bars() {
        double width = (double) (WIDTH - LEFT) / tokens.size();
        List<TokenBar> bars = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            double top = axis.pixel(probabilities[i]);
            double left = LEFT + i * width;
            bars.add(new TokenBar(Svg.place(left + width * GAP / 2), Svg.place(top), Svg.place(width * (1 - GAP)),
                    Svg.place(BASE - top), Svg.place(left + width / 2), Svg.token(tokens.get(i)), tokens.get(i).length() > 1));
        }
        return bars;
    }

    /** Lists the numbers beside the vertical axis. */
    public List<LinearScale.Label> levels() {
        return IntStream.rangeClosed(0, 2).mapToObj(i -> i * axis.high() / 2)
                .map(level -> new LinearScale.Label(String.valueOf(LEFT), axis.place(level), percent(level))).toList();
    }

    /** Returns the vertical place of the bar's labels. */
    public int labelPlace() {
        return BASE + 20;
    }

    /** Returns the vertical place of a line for equal probabilities. */
    public String uniform() {
        return axis.place(1.0 / tokens.size());
    }

    /** Names the most likely tokens with their probabilities. */
    public String mostLikely() {
        return IntStream.range(0, tokens.size()).boxed().sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                .limit(NAMED).map(i -> Svg.named(tokens.get(i)) + " " + percent(probabilities[i]))
                .collect(Collectors.joining(", "));
    }

    /** Returns the number of equally likely tokens that would be as unsure: e to the entropy. */
    public String choices() {
        double entropy = Arrays.stream(probabilities).filter(p -> p > 0).map(p -> -p * Math.log(p)).sum();
        return Svg.number(Math.exp(entropy), 1);
    }

    /** Returns the number of tokens. */
    public int numTokens() {
        return tokens.size();
    }

    private static String percent(double probability) {
        return Svg.number(100 * probability, probability < 0.1 && probability > 0 ? 1 : 0) + " %";
    }
}
