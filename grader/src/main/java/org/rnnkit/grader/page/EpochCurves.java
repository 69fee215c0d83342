package org.rnnkit.grader.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.toolkit.EpochResult;

/**
 * The data of a training's curves, for curves.jte: perplexity, gradients and speed by epoch, as charts and as a table.
 *
 * @param perplexity the chart of the perplexity, with a second line for the text held out if the model was measured on it
 * @param hasHeldOut whether it was
 * @param norm the chart of the gradients' norm; null if it was not recorded
 * @param clipped the chart of the share of clipped minibatches; null if there is a chart of the norm, or if nothing was
 *     clipped
 * @param clippedShare the share of clipped minibatches as text; null if it was not recorded
 * @param speed the chart of the tokens per second
 * @param numbers the table's rows; if there are many epochs, about 25 of them, including the first and the last
 */
public record EpochCurves(Chart perplexity, boolean hasHeldOut, Chart norm, Chart clipped, String clippedShare, Chart speed,
        List<EpochRow> numbers) {

    private static final int ROWS = 25;
    private static final int PERCENT = 100;

    /**
     * A row of the table: one epoch.
     *
     * @param epoch the epoch, from 1
     * @param cells its numbers as text
     */
    public record EpochRow(int epoch, List<String> cells) {}

    /** Makes the curves of a training. */
    static EpochCurves of(List<EpochResult> epochs, List<EpochTrace> traces) {
        double[] perplexities = values(epochs, EpochResult::perplexity);
        double[] meanNorms = values(traces, EpochTrace::meanNorm);
        double[] maxNorms = values(traces, EpochTrace::maxNorm);
        double[] clipped = values(traces, trace -> PERCENT * trace.clipped());
        double[] heldOut = values(traces, EpochTrace::heldOut);
        boolean hasHeldOut = Arrays.stream(heldOut).anyMatch(Double::isFinite);
        Chart perplexity = Chart.perplexity("Perplexity by epoch").line("first", perplexities);
        double[] speeds = values(epochs, EpochResult::tokensPerSecond);
        double[] recorded = Arrays.stream(clipped).filter(Double::isFinite).toArray();
        boolean hasNorms = recorded.length > 0 && Arrays.stream(meanNorms).anyMatch(Double::isFinite);
        boolean hasClipped = recorded.length > 0 && !hasNorms && Arrays.stream(recorded).anyMatch(share -> share > 0);
        int stride = (perplexities.length + ROWS - 1) / ROWS;
        return new EpochCurves(hasHeldOut ? perplexity.line("second", untilTheLastMeasured(heldOut)) : perplexity, hasHeldOut,
                hasNorms ? Chart.norm("Gradient norm by epoch").line("second", maxNorms).line("first", meanNorms)
                        .threshold(1) : null,
                hasClipped ? Chart.linear("Clipped minibatches by epoch").line("first", clipped) : null,
                recorded.length == 0 ? null : percent(Arrays.stream(recorded).average().orElse(0)) + " of all minibatches",
                Chart.linear("Tokens per second by epoch").line("first", speeds),
                IntStream.range(0, perplexities.length)
                        .filter(i -> (i + 1) % stride == 0 || i == 0 || i == perplexities.length - 1)
                        .mapToObj(i -> new EpochRow(i + 1, List.of(cell("%.3f", perplexities[i]),
                                cell("%.3f", heldOut[i]), cell("%.3f", meanNorms[i]), cell("%.3f", maxNorms[i]),
                                cell("%.0f", clipped[i]), cell("%,.0f", speeds[i]))))
                        .toList());
    }

    /** Leaves out the end that was not measured, at which the line would be marked as one that leaves the chart. */
    private static double[] untilTheLastMeasured(double[] values) {
        int end = values.length;
        while (!Double.isFinite(values[end - 1])) {
            end--;
        }
        return Arrays.copyOf(values, end);
    }

    private static <T> double[] values(List<T> all, ToDoubleFunction<T> value) {
        return all.stream().mapToDouble(value).toArray();
    }

    /** Formats a share. A small one is not written as 0 %. */
    private static String percent(double share) {
        return share > 0 && share < 0.5 ? "under 1 %" : String.format(Locale.ROOT, "%.0f %%", share);
    }

    /** Formats a number; a dash stands for NaN and for numbers too large to be read. */
    private static String cell(String format, double value) {
        return Math.abs(value) < Chart.HIGHEST ? String.format(Locale.ROOT, format, value) : "–";
    }
}
