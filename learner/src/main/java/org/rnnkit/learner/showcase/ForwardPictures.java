package org.rnnkit.learner.showcase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.showcase.Pictures.Axis;
import org.rnnkit.learner.showcase.Pictures.Bar;
import org.rnnkit.learner.showcase.Pictures.Label;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.Babble;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.FirstState;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.HiddenStates;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.OneHotRows;

/** The pictures of a text on its way through a network: steps 1, 3, 4 and 6. */
public final class ForwardPictures {

    private ForwardPictures() {}

    /**
     * A name as a table of one-hot rows.
     *
     * @param name the name
     * @param columns the labels of the columns: the tokens, a space as a sign
     * @param rows a row for each character
     * @param unknown the characters that the vocabulary lacks, in a sentence; empty if it has all
     */
    public record OneHotPicture(String name, List<String> columns, List<CharacterRow> rows, String unknown) {

        /** A row of the table. */
        public record CharacterRow(String label, List<NumberCell> cells) {}

        /** A number in the table. */
        public record NumberCell(String text, boolean isZero) {}

        static OneHotPicture of(OneHotRows data) {
            List<String> characters = data.characters();
            List<CharacterRow> rows = new ArrayList<>();
            for (int i = 0; i < characters.size(); i++) {
                List<NumberCell> cells = new ArrayList<>();
                for (float value : data.rows()[i]) {
                    cells.add(new NumberCell(Pictures.number(value, value == Math.rint(value) ? 0 : 2), value == 0));
                }
                rows.add(new CharacterRow(Pictures.token(characters.get(i)), cells));
            }
            String unknown = IntStream.range(0, characters.size()).filter(i -> !data.known().get(i)).mapToObj(characters::get)
                    .distinct().map(Pictures::named).collect(Collectors.joining(", "));
            return new OneHotPicture(String.join("", characters), data.tokens().stream().map(Pictures::token).toList(), rows,
                    unknown);
        }
    }

    /**
     * The first state as a grid: a row for each text, a column for each hidden unit.
     *
     * @param map the grid
     * @param batchSize the number of texts
     * @param numHiddens the number of hidden units
     * @param notZero the number of values that are not 0
     */
    public record StatePicture(HeatMap map, int batchSize, int numHiddens, long notZero) {

        static StatePicture of(FirstState data) {
            long notZero = 0;
            for (float[] row : data.rows()) {
                for (float value : row) {
                    notZero += value == 0 ? 0 : 1;
                }
            }
            int batchSize = data.rows().length;
            List<String> labels = IntStream.rangeClosed(1, batchSize).mapToObj(String::valueOf).toList();
            return new StatePicture(HeatMap.of(data.rows(), labels, List.of()), batchSize, data.rows()[0].length, notZero);
        }
    }

    /**
     * The hidden states over time as a heat map: a column for each character, a row for each hidden unit.
     *
     * @param map the heat map
     * @param numSteps the number of characters
     * @param numHiddens the number of hidden units
     * @param largest the largest absolute value
     * @param repeated a sentence with the difference of the states after the same character; null if none comes twice
     */
    public record StatesPicture(HeatMap map, int numSteps, int numHiddens, String largest, String repeated) {

        static StatesPicture of(HiddenStates data) {
            float[][] states = data.states();
            float[][] byUnit = new float[states[0].length][states.length];
            for (int t = 0; t < states.length; t++) {
                for (int unit = 0; unit < byUnit.length; unit++) {
                    byUnit[unit][t] = states[t][unit];
                }
            }
            HeatMap map = HeatMap.of(byUnit, List.of(), data.characters().stream().map(Pictures::token).toList());
            return new StatesPicture(map, states.length, byUnit.length,
                    Pictures.number(map.largest(), map.largest() < 0.1 ? 3 : 2), repeated(data));
        }

        /** Compares the states after the same character at two places. */
        private static String repeated(HiddenStates data) {
            List<String> characters = data.characters();
            for (int t = 1; t < characters.size(); t++) {
                int before = characters.subList(0, t).indexOf(characters.get(t));
                if (before >= 0) {
                    return "The character " + Pictures.named(characters.get(t)) + " comes at places " + (before + 1) + " and "
                            + (t + 1) + ": their columns differ by at most "
                            + Pictures.number(Pictures.difference(data.states()[t], data.states()[before]), 4) + ".";
                }
            }
            return null;
        }
    }

    /**
     * A grid of coloured cells: a colour for each sign, stronger for larger values.
     *
     * @param height the height of the drawing, in pixels
     * @param cells the cells, row by row
     * @param columnLabels the labels above the columns
     * @param rowLabels the labels left of the rows
     * @param largest the largest absolute value
     */
    public record HeatMap(String height, List<HeatCell> cells, List<Label> columnLabels, List<Label> rowLabels,
            double largest) {

        /** The width of the drawing, in pixels. */
        public static final int WIDTH = 640;

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

        /** Makes a heat map of values, row by row. There may be labels for the rows, for the columns, or for neither. */
        static HeatMap of(float[][] values, List<String> rows, List<String> columns) {
            double largest = Pictures.largest(values);
            double width = Math.min(LARGEST_CELL, (double) (WIDTH - LEFT) / values[0].length);
            double height = Math.max(LOWEST_CELL, Math.min(width, LARGEST_CELL * 10 / values.length));
            List<HeatCell> cells = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < values[i].length; j++) {
                    float value = values[i][j];
                    double strength = Float.isFinite(value) && largest > 0 ? Math.abs(value) / largest : 0;
                    cells.add(new HeatCell(Bar.of(LEFT + j * width, TOP + i * height, width, height), sign(value),
                            String.format(Locale.ROOT, "%.2f", strength)));
                }
            }
            List<Label> columnLabels = IntStream.range(0, columns.size()).mapToObj(j -> new Label(
                    Pictures.place(LEFT + (j + 0.5) * width), Pictures.place(TOP - 8), columns.get(j))).toList();
            List<Label> rowLabels = IntStream.range(0, rows.size()).mapToObj(i -> new Label(Pictures.place(LEFT - 6),
                    Pictures.place(TOP + (i + 0.5) * height), rows.get(i))).toList();
            return new HeatMap(Pictures.place(TOP + height * values.length + 4), cells, columnLabels, rowLabels, largest);
        }

        private static String sign(float value) {
            return !Float.isFinite(value) ? "broken" : value < 0 ? "negative" : value > 0 ? "positive" : "zero";
        }
    }

    /**
     * The text of an untrained network, and its probabilities as bars.
     *
     * @param prefix the beginning that the learner gave
     * @param written what the network wrote after it
     * @param chart the probabilities of the first character after the prefix
     */
    public record BabblePicture(String prefix, String written, ProbabilityChart chart) {

        static BabblePicture of(Babble data) {
            String text = data.text();
            String prefix = text.startsWith(data.prefix()) ? data.prefix() : "";
            return new BabblePicture(prefix, Printable.withVisibleEnd(Printable.of(text.substring(prefix.length()))),
                    ProbabilityChart.of(data.tokens(), data.probabilities()));
        }
    }

    /**
     * The probabilities of the next character as bars, one for each token.
     *
     * @param bars the bars
     * @param levels the numbers beside the vertical axis
     * @param uniform the vertical place of a line for equal probabilities
     * @param mostLikely the names of the most likely tokens with their probabilities
     * @param choices the number of equally likely tokens that would be as unsure: e to the entropy
     */
    public record ProbabilityChart(List<TokenBar> bars, List<Label> levels, String uniform, String mostLikely, String choices) {

        /** The width of the drawing, in pixels. */
        public static final int WIDTH = 640;
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

        static ProbabilityChart of(List<String> tokens, double[] probabilities) {
            double largest = Arrays.stream(probabilities).filter(Double::isFinite).max().orElse(0);
            Axis axis = new Axis(0, Math.min(1, Math.max(LOWEST_TOP, Math.ceil(largest * 10) / 10)), BASE, TOP);
            double width = (double) (WIDTH - LEFT) / tokens.size();
            List<TokenBar> bars = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                double top = axis.pixel(probabilities[i]);
                double left = LEFT + i * width;
                bars.add(new TokenBar(Bar.of(left + width * GAP / 2, top, width * (1 - GAP), BASE - top),
                        Pictures.place(left + width / 2), Pictures.token(tokens.get(i)), tokens.get(i).length() > 1));
            }
            List<Label> levels = IntStream.rangeClosed(0, 2).mapToObj(i -> i * axis.high() / 2)
                    .map(level -> new Label(String.valueOf(LEFT), axis.place(level), percent(level))).toList();
            String mostLikely = IntStream.range(0, tokens.size()).boxed()
                    .sorted(Comparator.comparingDouble(i -> -probabilities[i])).limit(NAMED)
                    .map(i -> Pictures.named(tokens.get(i)) + " " + percent(probabilities[i]))
                    .collect(Collectors.joining(", "));
            double entropy = Arrays.stream(probabilities).filter(p -> p > 0).map(p -> -p * Math.log(p)).sum();
            return new ProbabilityChart(bars, levels, axis.place(1.0 / tokens.size()), mostLikely,
                    Pictures.number(Math.exp(entropy), 1));
        }

        private static String percent(double probability) {
            return Pictures.number(100 * probability, probability < 0.1 && probability > 0 ? 1 : 0) + " %";
        }
    }
}
