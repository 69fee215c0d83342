package org.rnnkit.learner.showcase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.showcase.ForwardPictures.ProbabilityChart;
import org.rnnkit.learner.showcase.Pictures.Axis;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.Sample;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortRun;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.TemperatureTexts;

/** The pictures of short trainings and of what a network can do after one: steps 8 to 11 and 13. */
public final class TrainingPictures {

    private TrainingPictures() {}

    /**
     * The curves and samples of one or two short trainings.
     *
     * @param isRunning whether they still run
     * @param chart the curves
     * @param rows the trainings in numbers
     * @param numHiddens the number of hidden units of all networks
     * @param samples the texts of the first training, printable, with a sign for each space at the end
     */
    public record TrainingPicture(boolean isRunning, Chart chart, List<TrainingRow> rows, int numHiddens,
            List<Sample> samples) {

        /** A row of the table: a network, its number of epochs, the first and last perplexity, and the time. */
        public record TrainingRow(String label, int epochs, String first, String last, String seconds) {}

        static TrainingPicture of(ShortTrainings data, boolean isRunning) {
            Chart chart = Chart.perplexity("Perplexity");
            List<TrainingRow> rows = new ArrayList<>();
            for (ShortRun run : data.runs()) {
                double[] values = run.perplexities();
                chart.line(Chart.CLASSES.get(rows.size()), values);
                rows.add(new TrainingRow(run.label(), values.length,
                        values.length == 0 ? "–" : Pictures.number(values[0], 1),
                        values.length == 0 ? "–" : Pictures.number(values[values.length - 1], 1),
                        Pictures.number(run.seconds(), 1)));
            }
            ShortRun first = data.runs().get(0);
            List<Sample> samples = first.samples().stream().map(sample -> new Sample(sample.epoch(),
                    Printable.withVisibleEnd(Printable.of(sample.text())))).toList();
            return new TrainingPicture(isRunning, chart, rows, first.numHiddens(), samples);
        }
    }

    /**
     * The next character's probabilities and some texts at one of several temperatures.
     *
     * @param prefix the beginning of all texts
     * @param temperature the temperature
     * @param lowest the lowest temperature
     * @param highest the highest temperature
     * @param chart the probabilities at the temperature
     * @param texts the texts at the temperature, printable
     * @param trained the training before, in numbers
     */
    public record TemperaturePicture(String prefix, String temperature, String lowest, String highest, ProbabilityChart chart,
            List<String> texts, TrainingPicture trained) {

        /** Makes the picture at the temperature nearest to the wanted one. */
        static TemperaturePicture of(TemperatureTexts data, double wanted) {
            double[] all = data.temperatures();
            int chosen = IntStream.range(0, all.length).boxed()
                    .min(Comparator.comparingDouble(i -> Math.abs(all[i] - wanted))).orElseThrow();
            return new TemperaturePicture(data.prefix(), Pictures.number(all[chosen], 1), Pictures.number(all[0], 1),
                    Pictures.number(all[all.length - 1], 1),
                    ProbabilityChart.of(data.tokens(), data.probabilities()[chosen]),
                    data.texts().get(chosen).stream().map(Printable::of).toList(), TrainingPicture.of(data.trained(), false));
        }
    }

    /**
     * The vectors of an embedding as letters in a plane.
     *
     * @param letters the letters
     * @param share the share of the vectors' differences that the plane shows
     * @param embedSize the size of each vector
     * @param nearestToE the frequent letters whose vectors are nearest to that of "e", in all dimensions
     * @param trained the training before, in numbers
     */
    public record EmbeddingPicture(List<Letter> letters, String share, int embedSize, String nearestToE,
            TrainingPicture trained) {

        /** The width and height of the drawing, in pixels. */
        public static final int SIZE = 480;
        /** The size of a letter's mark, in pixels. */
        public static final int MARK = 11;

        private static final String VOWELS = "aeiou";
        private static final int MARGIN = 24;
        private static final int NEIGHBOURS = 3;
        /** Tokens are in the order of their frequency: the unknown one, the space, the letters. */
        private static final int FIRST_LETTER = 2;
        private static final int FREQUENT = 12;

        /**
         * A letter in the plane.
         *
         * @param x its horizontal place
         * @param y its vertical place
         * @param label the letter
         * @param kind vowel, consonant or other: the CSS class, and the shape of the mark
         */
        public record Letter(String x, String y, String label, String kind) {}

        static EmbeddingPicture of(EmbeddingRows data) {
            PrincipalPlane plane = PrincipalPlane.of(data.rows());
            return new EmbeddingPicture(letters(data.tokens(), plane.across(), plane.up()),
                    Pictures.number(100 * plane.share(), 0) + " %", data.rows()[0].length, nearestToE(data),
                    TrainingPicture.of(data.trained(), false));
        }

        private static List<Letter> letters(List<String> tokens, double[] across, double[] up) {
            double far = Stream.of(across, up).flatMapToDouble(Arrays::stream).map(Math::abs).filter(Double::isFinite).max()
                    .orElse(0);
            Axis x = new Axis(-far, far + Double.MIN_NORMAL, MARGIN, SIZE - MARGIN);
            Axis y = new Axis(-far, far + Double.MIN_NORMAL, SIZE - MARGIN, MARGIN);
            List<Letter> letters = new ArrayList<>();
            for (int i = 0; i < across.length; i++) {
                String token = tokens.get(i);
                letters.add(new Letter(x.place(across[i]), y.place(up[i]), token.length() > 1 ? "?" : Pictures.token(token),
                        kind(token)));
            }
            return letters;
        }

        private static String kind(String token) {
            return token.length() > 1 || !Character.isLetter(token.charAt(0)) ? "other"
                    : VOWELS.contains(token) ? "vowel" : "consonant";
        }

        private static String nearestToE(EmbeddingRows data) {
            int e = data.tokens().indexOf("e");
            if (e < 0) {
                return "";
            }
            int end = Math.min(FIRST_LETTER + FREQUENT, data.tokens().size());
            return IntStream.range(FIRST_LETTER, end).filter(i -> i != e).boxed()
                    .sorted(Comparator.comparingDouble(i -> distance(data.rows()[i], data.rows()[e]))).limit(NEIGHBOURS)
                    .map(i -> Pictures.named(data.tokens().get(i))).collect(Collectors.joining(", "));
        }

        private static double distance(float[] one, float[] other) {
            return IntStream.range(0, one.length).mapToDouble(i -> Math.pow(one[i] - other[i], 2)).sum();
        }
    }

    /**
     * The plane in which points of many dimensions lie farthest apart: their first two principal components.
     *
     * @param across the place of each point along the first component
     * @param up the place of each point along the second
     * @param share the share of the points' variance that the plane shows, from 0 to 1
     */
    record PrincipalPlane(double[] across, double[] up, double share) {

        private static final int ROUNDS = 500;

        /** Finds the plane of the rows of a matrix. */
        static PrincipalPlane of(float[][] rows) {
            double[][] points = centred(rows);
            double all = squares(points);
            double[] across = takeWidest(points, 1);
            double[] up = takeWidest(points, 2);
            return new PrincipalPlane(across, up, all > 0 ? 1 - squares(points) / all : 0);
        }

        private static double[][] centred(float[][] rows) {
            double[] mean = new double[rows[0].length];
            for (float[] row : rows) {
                add(mean, doubles(row), 1.0 / rows.length);
            }
            double[][] points = Arrays.stream(rows).map(PrincipalPlane::doubles).toArray(double[][]::new);
            for (double[] point : points) {
                add(point, mean, -1);
            }
            return points;
        }

        private static double[] doubles(float[] values) {
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }

        /** Returns the places along the direction of the largest variance, and takes this direction out of the points. */
        private static double[] takeWidest(double[][] points, int start) {
            double[] direction = widest(points, start);
            double[] places = Arrays.stream(points).mapToDouble(point -> dot(point, direction)).toArray();
            for (int i = 0; i < points.length; i++) {
                add(points[i], direction, -places[i]);
            }
            return places;
        }

        /** Finds the direction by power iteration. It starts with any direction that is not at a right angle to it. */
        private static double[] widest(double[][] points, int start) {
            double[] direction = IntStream.range(0, points[0].length).mapToDouble(j -> Math.cos(1.0 + j * start)).toArray();
            for (int round = 0; round < ROUNDS; round++) {
                double[] product = new double[direction.length];
                for (double[] point : points) {
                    add(product, point, dot(point, direction));
                }
                double length = Math.sqrt(dot(product, product));
                if (!(length > 0)) {
                    return new double[direction.length]; // the points do not differ
                }
                direction = Arrays.stream(product).map(value -> value / length).toArray();
            }
            return direction;
        }

        private static double squares(double[][] points) {
            return Arrays.stream(points).mapToDouble(point -> dot(point, point)).sum();
        }

        private static double dot(double[] a, double[] b) {
            return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
        }

        private static void add(double[] target, double[] values, double factor) {
            for (int i = 0; i < target.length; i++) {
                target[i] += factor * values[i];
            }
        }
    }
}
