package org.rnnkit.toolkit;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A monitor that shows a training on the console: a progress bar on a terminal, about ten plain lines elsewhere, and a
 * curve of the perplexity at the end.
 */
public final class ConsoleMonitor implements TrainingMonitor, AutoCloseable {

    private static final int LINES = 10;
    private static final int MAX_CURVE = 60;
    private static final int RECENT = 20;
    private static final double MAX_SECONDS = 1e7;

    private final int numEpochs;
    private final PrintStream out;
    private final boolean blocks = Terminals.hasBlocks();
    private final List<EpochResult> results = new ArrayList<>();
    private final TerminalBar bar;

    /** Makes a monitor for a training of so many epochs, which prints to a stream that may be a terminal. */
    public ConsoleMonitor(int numEpochs, PrintStream out, boolean interactive) {
        this.numEpochs = numEpochs;
        this.out = out;
        bar = interactive && numEpochs > 0 ? new TerminalBar("Epoch", numEpochs, "", 1, out) : null;
    }

    @Override
    public void epochFinished(int epoch, EpochResult result) {
        results.add(result);
        if (bar != null) {
            bar.message(String.format(Locale.ROOT, "perplexity %.2f, %,.0f tokens/s",
                    result.perplexity(), result.tokensPerSecond()));
            bar.step(1);
        } else if (epoch * LINES / numEpochs > (epoch - 1) * LINES / numEpochs) {
            out.printf(Locale.ROOT, "epoch %" + digits() + "d/%d   perplexity %6.2f   %,7.0f tokens/s   %s left%n",
                    epoch, numEpochs, result.perplexity(), result.tokensPerSecond(), timeLeft(results, numEpochs));
        }
    }

    /** Prints another message during the training: above the bar, so that it is not torn apart, or else on standard error. */
    public void say(String line) {
        if (bar != null) {
            bar.above(line);
        } else {
            System.err.println(line);
        }
    }

    /** Ends the display and draws the curve of the perplexity on a log scale. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        if (results.size() > 1) {
            double[] logs = results.stream().mapToDouble(result -> Math.log(result.perplexity())).toArray();
            String begin = String.format(Locale.ROOT, "perplexity %.2f ", results.get(0).perplexity());
            String end = String.format(Locale.ROOT, " %.2f", results.get(results.size() - 1).perplexity());
            int room = (bar == null ? Terminals.columns() : bar.columns()) - begin.length() - end.length();
            out.println(begin + Sparkline.of(logs, Math.max(1, Math.min(MAX_CURVE, room)), blocks) + end);
        }
    }

    private int digits() {
        return String.valueOf(numEpochs).length();
    }

    /**
     * Predicts the time until the end of a training from the mean time of its last epochs.
     *
     * @param results the results of the finished epochs
     * @param numEpochs the number of all epochs
     * @return a phrase such as "3 min 45 s"; a dash if it can't be predicted
     */
    public static String timeLeft(List<EpochResult> results, int numEpochs) {
        double mean = results.subList(Math.max(0, results.size() - RECENT), results.size()).stream()
                .mapToDouble(EpochResult::seconds).average().orElse(Double.NaN);
        double seconds = mean * (numEpochs - results.size());
        long whole = Math.round(seconds);
        return !(seconds >= 0 && seconds < MAX_SECONDS) ? "–"
                : whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    /** A curve drawn in one line of characters. */
    static final class Sparkline {

        private static final String BLOCKS = "▁▂▃▄▅▆▇█";
        private static final String ASCII = "_.-=+*%#";

        private Sparkline() {}

        /**
         * Draws values. If there are more values than places, neighbours are averaged.
         *
         * @param values the values to draw; one that is not finite is shown as "?"
         * @param width the largest number of characters
         * @param blocks whether block characters can be shown
         * @return the curve, at most width characters
         */
        static String of(double[] values, int width, boolean blocks) {
            String ramp = blocks ? BLOCKS : ASCII;
            int places = Math.min(width, values.length);
            double[] means = IntStream.range(0, places)
                    .mapToDouble(i -> mean(values, i * values.length / places, (i + 1) * values.length / places))
                    .toArray();
            DoubleSummaryStatistics finite = Arrays.stream(means).filter(Double::isFinite).summaryStatistics();
            return Arrays.stream(means).mapToObj(mean -> mark(ramp, mean, finite.getMin(), finite.getMax()))
                    .collect(Collectors.joining());
        }

        private static double mean(double[] values, int from, int to) {
            return IntStream.range(from, to).mapToDouble(i -> values[i]).average().orElseThrow();
        }

        private static String mark(String ramp, double value, double low, double high) {
            if (!Double.isFinite(value)) {
                return "?";
            }
            int top = ramp.length() - 1;
            int level = high > low ? (int) Math.round((value - low) / (high - low) * top) : 0;
            return ramp.substring(level, level + 1);
        }
    }
}
