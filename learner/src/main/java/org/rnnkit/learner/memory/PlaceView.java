package org.rnnkit.learner.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.page.Chart.Tick;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.memory.Memory.MemorySummary;
import org.rnnkit.learner.memory.PlaceView.Weights.Decay;
import org.rnnkit.learner.worker.MemoryWorker.Expectation;
import org.rnnkit.learner.worker.MemoryWorker.MemoryOutcome;
import org.rnnkit.learner.worker.MemoryWorker.ModelReading;

/**
 * The memory of some models at one place of the text.
 *
 * @param place the index of the last character that the models have read
 * @param actual the next character, as a learner sees it; null if the text ends here
 * @param rows the weights as numbers, the last character first, without characters that have less than 0.01 % in each model
 */
public record PlaceView(int place, String actual, List<MemoryStrip> strips, List<ShareRow> rows) {

    private static final double PERCENT = 100;
    private static final double SHOWN = 1e-4;
    private static final double SMALL = 0.01;

    /**
     * A row of the table.
     *
     * @param distance how many characters back, from 0
     * @param character the character, as a learner sees it
     * @param shares each model's share of the weight, as text
     */
    public record ShareRow(int distance, String character, List<String> shares) {}

    /** Shows a place. Models whose numbers are not finite have a strip without weights, and no column. */
    static PlaceView of(MemoryOutcome outcome, int place, List<ModelReading> readings) {
        List<Weights> weights = readings.stream().filter(reading -> !reading.expectations().isEmpty())
                .map(reading -> Weights.of(reading.expectations().get(place))).toList();
        List<ShareRow> rows = IntStream.rangeClosed(0, weights.isEmpty() ? -1 : place)
                .filter(distance -> weights.stream().anyMatch(one -> one.share(distance) >= SHOWN))
                .mapToObj(distance -> new ShareRow(distance, character(outcome.text(), place - distance),
                        weights.stream().map(one -> percent(one.share(distance))).toList())).toList();
        List<MemoryStrip> strips = readings.stream().map(reading -> new MemoryStrip(reading.model().label(),
                MemorySummary.isBroken(reading, outcome.vocabSize()), outcome.text(), place,
                reading.expectations().isEmpty() ? null : reading.expectations().get(place))).toList();
        boolean ends = place + 1 >= outcome.text().length();
        return new PlaceView(place, ends ? null : character(outcome.text(), place + 1), strips, rows);
    }

    /** Lists the models in the table. */
    public List<MemoryStrip> columns() {
        return strips.stream().filter(MemoryStrip::isMeasured).toList();
    }

    /** Returns a character of a text as a learner sees it. */
    static String character(String text, int index) {
        return visible(text.substring(index, index + 1));
    }

    /** Returns a token as a learner sees it. */
    static String visible(String token) {
        return token.equals(" ") ? Printable.SPACE : Printable.of(token);
    }

    /** Writes a share of 1 in percent. */
    static String percent(double share) {
        double percent = PERCENT * share;
        return percent == 0 ? "0 %" : percent < SMALL ? String.format(Locale.ROOT, "%.0e %%", percent)
                : String.format(Locale.ROOT, percent < 1 ? "%.2f %%" : "%.0f %%", percent);
    }

    /**
     * A text coloured by one model's weights, with a chart of the weights below.
     *
     * @param label the model's name
     * @param broken whether its training went wrong, so that it is no better than guessing
     * @param place the index of the last character that the model has read
     * @param expectation what the model expects next; null if its numbers are not finite
     */
    public record MemoryStrip(String label, boolean broken, String text, int place, Expectation expectation) {

        /** The number of colours beside the page's own. */
        public static final int LEVELS = 12;
        /** The width of the chart. */
        public static final int WIDTH = 420;
        /** The height of the chart. */
        public static final int HEIGHT = 150;
        /** The space to the left of the bars. */
        public static final int LEFT = 44;
        /** The place of the lower end of the bars. */
        public static final int BOTTOM = 116;
        /** The number of powers of ten on the vertical axis. */
        public static final int DECADES = 8;

        private static final int TOP = 10;
        private static final int STRONGEST = 3;

        /**
         * A piece of the text.
         *
         * @param text the characters
         * @param cssClass the class with the colour
         */
        public record TextPiece(String text, String cssClass) {}

        /** Tells whether there are weights to show. */
        public boolean isMeasured() {
            return expectation != null;
        }

        /** Returns the most likely next character, as a learner sees it. */
        public String expected() {
            return visible(expectation.expected());
        }

        /** Returns the model's probability for it. */
        public String probability() {
            return percent(expectation.probability());
        }

        private Weights weights() {
            return Weights.of(expectation);
        }

        /** Returns the number of last characters that have half of the weight; 0 if all weights are zero. */
        public int half() {
            return weights().half();
        }

        /** Returns the text, in pieces of the same colour. */
        public List<TextPiece> runs() {
            List<TextPiece> runs = new ArrayList<>();
            int begin = 0;
            for (int i = 1; i <= place + 1; i++) {
                if (i > place || level(i) != level(begin)) {
                    runs.add(new TextPiece(text.substring(begin, i), "w" + level(begin)));
                    begin = i;
                }
            }
            if (place + 1 < text.length()) {
                runs.add(new TextPiece(text.substring(place + 1), "unread"));
            }
            return runs;
        }

        private int level(int index) {
            return (int) Math.round(LEVELS * weights().relative(place - index));
        }

        /** Returns the characters with the largest weights, in words. */
        public String strongest() {
            Weights weights = weights();
            return IntStream.rangeClosed(0, place).boxed().filter(distance -> weights.share(distance) > 0)
                    .sorted(Comparator.comparingDouble(distance -> -weights.share(distance))).limit(STRONGEST)
                    .map(distance -> "“" + character(text, place - distance) + "” "
                            + (distance == 0 ? "read last" : distance + " back") + ", " + percent(weights.share(distance)))
                    .collect(Collectors.joining("; "));
        }

        /** Returns the bars of the chart, as the path of an SVG drawing. */
        public String bars() {
            Weights weights = weights();
            return IntStream.rangeClosed(0, place).filter(distance -> weights.relative(distance) > lowest())
                    .mapToObj(distance -> "M" + x(distance) + " " + BOTTOM + "V" + y(weights.relative(distance)))
                    .collect(Collectors.joining());
        }

        /** Returns the fitted exponential curve, straight on the logarithmic axis, as such a path; empty if no curve fits. */
        public String line() {
            Decay decay = weights().decay();
            if (decay == null) {
                return "";
            }
            double largest = weights().largest();
            int[] shown = IntStream.rangeClosed(0, place).filter(distance -> {
                double relative = decay.at(distance) / largest;
                return relative > lowest() && relative <= 1;
            }).toArray();
            return shown.length < 2 ? "" : IntStream.of(shown[0], shown[shown.length - 1])
                    .mapToObj(distance -> x(distance) + " " + y(decay.at(distance) / largest))
                    .collect(Collectors.joining("L", "M", ""));
        }

        private static double lowest() {
            return Math.pow(10, -DECADES);
        }

        /** Returns the place of a character; the one that was read last is at the right. */
        private String x(int distance) {
            return place(WIDTH - (distance + 0.5) * (WIDTH - LEFT) / text.length());
        }

        private static String y(double relative) {
            return place(TOP - Math.log10(relative) / DECADES * (BOTTOM - TOP));
        }

        private static String place(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }

        /** Lists the numbers beside the vertical axis. */
        public static List<Tick> rows() {
            return IntStream.rangeClosed(0, DECADES / 2).mapToObj(i -> new Tick(y(Math.pow(10, -2 * i)),
                    i == 0 ? "1" : "1e−" + 2 * i)).toList();
        }

        /** Lists the distances below the horizontal axis. */
        public List<Tick> columns() {
            return IntStream.iterate(0, distance -> distance < text.length() - 5, distance -> distance + 10)
                    .mapToObj(distance -> new Tick(x(distance), String.valueOf(distance))).toList();
        }
    }

    /**
     * The weights of the characters before a place in a text.
     *
     * @param values the weights by distance: first that of the character read last, then that of the one before it, and so on
     */
    record Weights(double[] values) {

        /** Smaller weights are close to the smallest number of float32, where few digits are left. */
        private static final double SMALLEST = 1e-30;
        private static final int POINTS = 3;

        /** Returns the weights behind an expectation. */
        static Weights of(Expectation expectation) {
            double[] oldestFirst = expectation.weights();
            double[] values = new double[oldestFirst.length];
            Arrays.setAll(values, distance -> oldestFirst[values.length - 1 - distance]);
            return new Weights(values);
        }

        /** Returns the part of a character in the sum of all weights, from 0 to 1; 0 if all weights are zero. */
        double share(int distance) {
            double sum = Arrays.stream(values).sum();
            return sum > 0 ? values[distance] / sum : 0;
        }

        /** Returns a weight divided by the largest one, from 0 to 1; 0 if all weights are zero. */
        double relative(int distance) {
            return largest() > 0 ? values[distance] / largest() : 0;
        }

        /** Returns the largest weight. */
        double largest() {
            return Arrays.stream(values).max().orElse(0);
        }

        /** Returns the smallest number of last characters that have at least half of the weight; 0 if all weights are zero. */
        int half() {
            double sum = 0;
            for (int distance = 0; distance < values.length; distance++) {
                sum += share(distance);
                if (sum >= 0.5) {
                    return distance + 1;
                }
            }
            return 0;
        }

        /**
         * Fits an exponential curve: the straight line through the logarithms of the weights with the smallest squared error.
         *
         * @return the curve; null if fewer than three weights are large enough
         */
        Decay decay() {
            double count = 0;
            double sumX = 0;
            double sumY = 0;
            double sumXx = 0;
            double sumXy = 0;
            for (int x = 0; x < values.length; x++) {
                if (values[x] >= SMALLEST) {
                    double y = Math.log(values[x]);
                    count++;
                    sumX += x;
                    sumY += y;
                    sumXx += (double) x * x;
                    sumXy += x * y;
                }
            }
            if (count < POINTS) {
                return null;
            }
            double slope = (count * sumXy - sumX * sumY) / (count * sumXx - sumX * sumX);
            return new Decay(Math.exp((sumY - slope * sumX) / count), Math.exp(slope));
        }

        /**
         * An exponential curve: first · factor^distance.
         *
         * @param factor the factor of each further character back
         */
        record Decay(double first, double factor) {

            /** Returns the curve's value. */
            double at(int distance) {
                return first * Math.pow(factor, distance);
            }
        }
    }
}
