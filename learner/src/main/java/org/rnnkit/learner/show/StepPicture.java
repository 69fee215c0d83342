package org.rnnkit.learner.show;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The drawings of what steps returned. StepValues computes the rows that they draw.
 *
 * @param text the text that the step has read; empty if it reads none
 * @param tokens the characters of the vocabulary, by index
 * @param rows the values
 */
record StepPicture(String text, List<String> tokens, double[][] rows) {

    /** The text that a step reads until the learner types another one; empty for a step that reads none. */
    private static final Map<Integer, String> TEXTS = Map.of(1, "time", 2, "", 3, "time traveller", 4, "time traveller",
            5, "time travelle", 7, "", 8, "", 9, "");

    /** More characters are too narrow in a picture. */
    static final int MAX_TEXT = 16;

    private static final int UNITS = 24;
    private static final int TOP = 20;
    private static final int LEFT = 30;
    private static final int GROUND = 125;
    private static final int GRADIENTS = 9;
    private static final int POINTS = 10;
    private static final String MIDDLE = "middle";
    private static final String GIVEN = "given";

    /** Returns the text that a step's picture begins with; empty if the step reads none, null if it has no picture. */
    static String firstText(int step) {
        return TEXTS.get(step);
    }

    /** Draws a step's values. Values that make no picture, such as NaN or too few, make none. */
    static Optional<Picture> of(int step, String text, List<String> tokens, double[][] rows) {
        boolean finite = Arrays.stream(rows).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
        StepPicture values = new StepPicture(text, tokens, rows);
        return finite && values.fits(step) ? Optional.of(values.draw(step)) : Optional.empty();
    }

    private boolean fits(int step) {
        int states = text.length() + 1;
        return switch (step) {
            case 1 -> isGrid(rows, text.length(), tokens.size());
            case 2 -> rows.length == 3;
            case 3 -> isGrid(rows, states, UNITS);
            case 4 -> rows.length == states + 1 && isGrid(Arrays.copyOf(rows, states), states, UNITS)
                    && rows[states].length == states - 2;
            case 5 -> isGrid(rows, 2, tokens.size());
            case 7 -> isGrid(rows, GRADIENTS, 4);
            default -> isGrid(rows, 1, POINTS);
        };
    }

    private static boolean isGrid(double[][] values, int rows, int columns) {
        return values.length == rows && Arrays.stream(values).allMatch(row -> row.length == columns);
    }

    private Picture draw(int step) {
        return switch (step) {
            case 1 -> encoding();
            case 2 -> weights();
            case 3 -> states(0, "The first column is the state that your code made. The kit’s small network has gone on from"
                    + " it: each column is the state after one more character, each row one of " + UNITS
                    + " hidden units. Orange is above 0, blue below.");
            case 4 -> statesWithPerplexity();
            case 5 -> twoModels();
            case 7 -> gradients();
            case 8 -> curve("Your trainEpoch has read ten minibatches with a new network: its loss was",
                    Math.log(tokens.size()), 3, "minibatch");
            default -> curve("Your train has run ten epochs with a new, small network: its perplexity was", tokens.size(), 10,
                    "epoch");
        };
    }

    private static String format(String words, Object... values) {
        return String.format(Locale.ROOT, words, values);
    }

    /** Adds a box for a value from -1 to 1. */
    private static void colour(Picture picture, double x, double y, double width, double height, double value) {
        picture.box(x, y, width, height, value < 0 ? "below" : "above", Math.min(1, Math.abs(value)));
    }

    private Picture encoding() {
        double size = (double) (Picture.WIDTH - LEFT) / tokens.size();
        Picture picture = new Picture("Your code made these rows, one for each character of the text. Each of the "
                + tokens.size() + " columns stands for a character, the first, ?, for all others.",
                "Where your rows are not zero: " + IntStream.range(0, rows.length).mapToObj(row -> text.charAt(row) + ": "
                        + IntStream.range(0, tokens.size()).filter(i -> rows[row][i] != 0)
                                .mapToObj(tokens::get).collect(Collectors.joining(" "))).collect(Collectors.joining("; ")),
                (int) (TOP + 2 * size * rows.length));
        for (int column = 0; column < tokens.size(); column++) {
            picture.word(LEFT + (column + 0.5) * size, TOP - 6, MIDDLE, column == 0 ? "?" : tokens.get(column));
        }
        for (int row = 0; row < rows.length; row++) {
            picture.word(LEFT - 8, TOP + (2 * row + 1.3) * size, "end", text.substring(row, row + 1));
            for (int column = 0; column < tokens.size(); column++) {
                picture.box(LEFT + column * size, TOP + 2 * row * size, size - 1, 2 * size - 1, "ground", 1);
                colour(picture, LEFT + column * size, TOP + 2 * row * size, size - 1, 2 * size - 1, rows[row][column]);
            }
        }
        return picture;
    }

    private Picture weights() {
        double[] weights = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        double mean = Arrays.stream(weights).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(weights).map(w -> (w - mean) * (w - mean)).average().orElse(0));
        String words = format("Your code drew %,d weights: mean %.5f, standard deviation %.3f.", weights.length, mean,
                deviation);
        Picture picture = new Picture(words + " The line is N(0, 0.01²).", words, 150);
        double limit = 0.04;
        int[] counts = new int[40];
        for (double weight : weights) {
            counts[(int) Math.max(0, Math.min(counts.length - 1, (weight + limit) / (2 * limit) * counts.length))]++;
        }
        double bin = (double) Picture.WIDTH / counts.length;
        // The highest place of N(0, 0.01²) is below the top, so that higher columns can be seen.
        double scale = 100 / (weights.length * 2 * limit / counts.length * density(0));
        for (int i = 0; i < counts.length; i++) {
            double height = Math.min(GROUND, counts[i] * scale);
            picture.box(i * bin, GROUND - height, bin - 1, height, "above", 1);
        }
        picture.line("axis", 0, GROUND, Picture.WIDTH, GROUND);
        picture.line(GIVEN, IntStream.rangeClosed(0, 80).mapToObj(i -> new double[] {i * Picture.WIDTH / 80.0,
            GROUND - 100 * density((i / 40.0 - 1) * limit) / density(0)}).flatMapToDouble(Arrays::stream).toArray());
        for (int hundredth = -3; hundredth <= 3; hundredth++) {
            picture.word((hundredth / 100.0 + limit) / (2 * limit) * Picture.WIDTH, GROUND + 20, MIDDLE,
                    format("%.2f", hundredth / 100.0).replace('-', '−'));
        }
        return picture;
    }

    private static double density(double x) {
        DoubleUnaryOperator standard = z -> Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return standard.applyAsDouble(x / 0.01) / 0.01;
    }

    private Picture states(int below, String caption) {
        int cell = 7;
        int bottom = TOP + UNITS * cell;
        double width = (double) Picture.WIDTH / (text.length() + 1);
        Picture picture = new Picture(caption, IntStream.rangeClosed(0, text.length()).mapToObj(i -> (i == 0 ? "begin"
                : text.substring(i - 1, i)) + format(": %.2f", rows[i][0])).collect(Collectors.joining(", ",
                        "The first unit after each character: ", "")), bottom + below);
        for (int column = 0; column <= text.length(); column++) {
            picture.word((column + 0.5) * width, TOP - 6, MIDDLE, column == 0 ? "" : text.substring(column - 1, column));
            for (int unit = 0; unit < UNITS; unit++) {
                picture.box(column * width, TOP + unit * cell, width - 1, cell, "ground", 1);
                colour(picture, column * width, TOP + unit * cell, width - 1, cell, rows[column][unit]);
            }
        }
        return picture;
    }

    private Picture statesWithPerplexity() {
        double[] probabilities = rows[text.length() + 1];
        double perplexity = Math.exp(-Arrays.stream(probabilities).map(Math::log).average().orElse(0));
        Picture picture = states(60, format("Your forward computes these states, with the numbers of the kit’s small network: a"
                + " column after each character, a row for each of %d hidden units. Below: how likely it found the character"
                + " that came next. Its perplexity on this text is %.2f; %d is guessing.", UNITS, perplexity, tokens.size()));
        double width = (double) Picture.WIDTH / (text.length() + 1);
        int bottom = picture.height();
        for (int i = 0; i < probabilities.length; i++) {
            picture.box((i + 1) * width, bottom - 50 * probabilities[i], width - 1, 50 * probabilities[i], GIVEN, 1);
        }
        picture.line("axis", width, bottom, (text.length() + 1) * width, bottom);
        return picture;
    }

    private Picture twoModels() {
        double largest = IntStream.range(0, tokens.size()).mapToDouble(i -> Math.abs(rows[0][i] - rows[1][i])).max().orElse(0);
        int likely = IntStream.range(0, tokens.size()).reduce((a, b) -> rows[0][b] > rows[0][a] ? b : a).orElseThrow();
        Picture picture = new Picture(format("How likely each character is after “%s”: by your model, and, thin, by the kit’s"
                + " with the same numbers. The largest difference is %.6f.", text, largest),
                format("By your model, the most likely character is “%s”, with %.2f.", tokens.get(likely),
                        rows[0][likely]), 190);
        double width = (double) Picture.WIDTH / tokens.size();
        for (int i = 0; i < tokens.size(); i++) {
            picture.box(i * width, 165 - 150 * rows[0][i], width - 3, 150 * rows[0][i], "above", 1);
            picture.box((i + 0.35) * width - 1, 165 - 150 * rows[1][i], width * 0.3, 150 * rows[1][i], GIVEN, 1);
            picture.word((i + 0.5) * width - 1, 182, MIDDLE, i == 0 ? "?" : tokens.get(i));
        }
        picture.line("axis", 0, 165, Picture.WIDTH, 165);
        return picture;
    }

    private Picture gradients() {
        double unit = 75;
        double x = Picture.WIDTH / 2.0;
        double y = 148;
        Picture picture = new Picture("Nine gradients of two numbers, before your clip (thin) and after it (thick). The circle"
                + " has the radius θ = 1: what is longer becomes 1 long and keeps its direction, what is shorter stays.",
                Arrays.stream(rows).map(row -> format("length %.2f becomes %.2f", Math.hypot(row[0], row[1]),
                        Math.hypot(row[2], row[3]))).collect(Collectors.joining(", ")), 265);
        picture.circle("axis", x, y, unit);
        for (double[] row : rows) {
            picture.line("before", x, y, x + unit * row[0], y - unit * row[1]);
            arrow(picture, x, y, x + unit * row[2], y - unit * row[3]);
        }
        return picture;
    }

    private static void arrow(Picture picture, double fromX, double fromY, double toX, double toY) {
        double length = Math.hypot(toX - fromX, toY - fromY);
        double alongX = length == 0 ? 0 : 7 * (toX - fromX) / length;
        double alongY = length == 0 ? 0 : 7 * (toY - fromY) / length;
        picture.line("after", fromX, fromY, toX, toY);
        picture.line("after", toX - alongX - alongY / 2, toY - alongY + alongX / 2, toX, toY,
                toX - alongX + alongY / 2, toY - alongY - alongX / 2);
    }

    /** Draws how the values fall from where a guess among all tokens is. */
    private Picture curve(String words, double guessing, double low, String point) {
        double[] values = rows[0];
        double margin = (guessing - low) / 10;
        double highest = Math.max(guessing, Arrays.stream(values).max().orElse(0)) + margin;
        double lowest = Math.min(low, Arrays.stream(values).min().orElse(0)) - margin;
        Picture picture = new Picture(format("%s %.2f at first and %.2f at the end. The dashed line, %.2f, is guessing.", words,
                values[0], values[POINTS - 1], guessing), Arrays.stream(values).mapToObj(value -> format("%.2f", value))
                        .collect(Collectors.joining(", ", "The values: ", "")), 200);
        DoubleUnaryOperator height = value -> 10 + (highest - value) / (highest - lowest) * 150;
        double step = (Picture.WIDTH - LEFT - 20.0) / (POINTS - 1);
        picture.line("guessing", LEFT, height.applyAsDouble(guessing), Picture.WIDTH, height.applyAsDouble(guessing));
        picture.line("after falling", IntStream.range(0, POINTS).mapToObj(i -> new double[] {LEFT + 10 + i * step,
            height.applyAsDouble(values[i])}).flatMapToDouble(Arrays::stream).toArray());
        for (int i = 0; i < POINTS; i++) {
            picture.box(LEFT + 7 + i * step, height.applyAsDouble(values[i]) - 3, 6, 6, "above", 1);
            picture.word(LEFT + 10 + i * step, 182, MIDDLE, String.valueOf(i + 1));
        }
        for (double value : new double[] {values[0], values[POINTS - 1]}) {
            picture.word(LEFT - 2, height.applyAsDouble(value) + 4, "end", format("%.1f", value));
        }
        picture.word(Picture.WIDTH / 2.0, 198, MIDDLE, point);
        return picture;
    }
}
