package org.rnnkit.learner.showcase.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.toolkit.CharacterVocabulary;

/** Parts of drawings that several showcases use: numbers, names of tokens, an axis, bars, a heat map. */
public final class Pictures {

    /** The width of most drawings, in pixels. */
    public static final int WIDTH = 640;

    private Pictures() {}

    /** A text in a drawing, at a place in pixels. */
    public record Label(String x, String y, String text) {}

    /** A bar in a drawing, in pixels. */
    public record Bar(String x, String y, String width, String height) {

        static Bar of(double x, double y, double width, double height) {
            return new Bar(place(x), place(y), place(width), place(height));
        }
    }

    /**
     * A straight axis of a drawing.
     *
     * @param low the value at its beginning
     * @param high the value at its end
     * @param start the pixel of its beginning
     * @param end the pixel of its end
     */
    record Axis(double low, double high, double start, double end) {

        /** Returns the pixel of a value. Values beyond the ends, and those that are no numbers, are drawn at an end. */
        double pixel(double value) {
            double share = Double.isNaN(value) ? 0 : Math.max(0, Math.min(1, (value - low) / (high - low)));
            return start + share * (end - start);
        }

        String place(double value) {
            return Pictures.place(pixel(value));
        }
    }

    /**
     * A grid of coloured cells: a colour for each sign, stronger for larger values.
     *
     * @param values the values, row by row
     * @param rows the labels left of the rows; empty for none
     * @param columns the labels above the columns; empty for none
     */
    public record HeatMap(float[][] values, List<String> rows, List<String> columns) {

        private static final int LEFT = 40;
        private static final int TOP = 26;
        private static final double LARGEST_CELL = 26;
        private static final double LOWEST_CELL = 9;

        /**
         * A cell.
         *
         * @param place its place in the drawing
         * @param sign the CSS class of its colour
         * @param opacity the strength of its colour, from 0 to 1
         */
        public record HeatCell(Bar place, String sign, String opacity) {}

        private double cellWidth() {
            return Math.min(LARGEST_CELL, (double) (WIDTH - LEFT) / values[0].length);
        }

        private double cellHeight() {
            return Math.max(LOWEST_CELL, Math.min(cellWidth(), LARGEST_CELL * 10 / values.length));
        }

        /** Returns the height of the drawing. */
        public String height() {
            return place(TOP + cellHeight() * values.length + 4);
        }

        /** Lists the cells, row by row. */
        public List<HeatCell> cells() {
            double largest = largest(values);
            List<HeatCell> cells = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < values[i].length; j++) {
                    float value = values[i][j];
                    double strength = Float.isFinite(value) && largest > 0 ? Math.abs(value) / largest : 0;
                    cells.add(new HeatCell(Bar.of(LEFT + j * cellWidth(), TOP + i * cellHeight(), cellWidth(), cellHeight()),
                            sign(value), number(strength, 2)));
                }
            }
            return cells;
        }

        private static String sign(float value) {
            return !Float.isFinite(value) ? "broken" : value < 0 ? "negative" : value > 0 ? "positive" : "zero";
        }

        /** Lists the labels above the columns. */
        public List<Label> columnLabels() {
            return IntStream.range(0, columns.size()).mapToObj(j -> new Label(place(LEFT + (j + 0.5) * cellWidth()),
                    place(TOP - 8), columns.get(j))).toList();
        }

        /** Lists the labels left of the rows. */
        public List<Label> rowLabels() {
            return IntStream.range(0, rows.size()).mapToObj(i -> new Label(place(LEFT - 6),
                    place(TOP + (i + 0.5) * cellHeight()), rows.get(i))).toList();
        }
    }

    /**
     * The probabilities of the next character as bars, one for each token.
     *
     * @param tokens the tokens
     * @param probabilities the probability of each
     */
    public record ProbabilityChart(List<String> tokens, double[] probabilities) {

        /** The height of the drawing, in pixels. */
        public static final int HEIGHT = 240;
        /** The vertical place of the bars' labels, in pixels. */
        public static final int LABELS = HEIGHT - 44;

        private static final int LEFT = 66;
        private static final int TOP = 10;
        private static final int BASE = HEIGHT - 64;
        private static final double GAP = 0.2;
        private static final int NAMED = 3;
        /** The lowest top of the axis, so that small differences look small. */
        private static final double LOWEST_TOP = 0.1;

        /**
         * A bar and its label.
         *
         * @param bar the bar
         * @param middle the horizontal place of its label
         * @param label its token
         * @param isWide whether the label is longer than a character
         */
        public record TokenBar(Bar bar, String middle, String label, boolean isWide) {}

        private Axis axis() {
            double largest = Arrays.stream(probabilities).filter(Double::isFinite).max().orElse(0);
            return new Axis(0, Math.min(1, Math.max(LOWEST_TOP, Math.ceil(largest * 10) / 10)), BASE, TOP);
        }

        /** Lists the bars. */
        public List<TokenBar> bars() {
            double width = (double) (WIDTH - LEFT) / tokens.size();
            List<TokenBar> bars = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                double top = axis().pixel(probabilities[i]);
                double left = LEFT + i * width;
                bars.add(new TokenBar(Bar.of(left + width * GAP / 2, top, width * (1 - GAP), BASE - top),
                        place(left + width / 2), token(tokens.get(i)), tokens.get(i).length() > 1));
            }
            return bars;
        }

        /** Lists the numbers beside the vertical axis. */
        public List<Label> levels() {
            return IntStream.rangeClosed(0, 2).mapToObj(i -> i * axis().high() / 2)
                    .map(level -> new Label(String.valueOf(LEFT), axis().place(level), percent(level))).toList();
        }

        /** Returns the vertical place of a line for equal probabilities. */
        public String uniform() {
            return axis().place(1.0 / tokens.size());
        }

        /** Names the most likely tokens with their probabilities. */
        public String mostLikely() {
            return IntStream.range(0, tokens.size()).boxed().sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                    .limit(NAMED).map(i -> named(tokens.get(i)) + " " + percent(probabilities[i]))
                    .collect(Collectors.joining(", "));
        }

        /** Returns the number of equally likely tokens that would be as unsure: e to the entropy. */
        public String choices() {
            return number(Math.exp(Arrays.stream(probabilities).filter(p -> p > 0).map(p -> -p * Math.log(p)).sum()), 1);
        }

        private static String percent(double probability) {
            return number(100 * probability, probability < 0.1 && probability > 0 ? 1 : 0) + " %";
        }
    }

    static DoubleStream stream(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }

    /** Returns the largest absolute value of all rows. Values that are no numbers and infinite ones do not count. */
    static double largest(float[]... rows) {
        double largest = 0;
        for (float[] row : rows) {
            for (float value : row) {
                largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
            }
        }
        return largest;
    }

    /** Returns the largest difference of two rows; NaN if a value is not a number. */
    static double difference(float[] one, float[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs((double) one[i] - other[i]));
        }
        return largest;
    }

    /** Formats a coordinate, in pixels. */
    static String place(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    /** Formats a number for a reader. */
    public static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : "infinite";
        }
        return String.format(Locale.ROOT, "%." + digits + "f", value).replaceFirst("^-(0\\.?0*)$", "$1");
    }

    /** Formats a count for a reader, with commas. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Makes a token visible: a space has a sign. */
    public static String token(String token) {
        return token.equals(" ") ? Printable.SPACE : token;
    }

    /** Names a token in a sentence. */
    static String named(String token) {
        return token.equals(" ") ? "the space" : token.equals(CharacterVocabulary.UNKNOWN) ? token : "“" + token + "”";
    }
}
