package org.rnnkit.grader.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.toolkit.EpochResult;

/**
 * A training by epoch, for curves.jte: perplexity, gradients and speed, as charts and as a table.
 *
 * @param perplexity the perplexity's chart
 * @param norm the chart of the gradients' norm; null where nobody saw a norm
 * @param clipped the chart of how many minibatches were clipped; null where the norm is drawn, or nothing was clipped
 * @param often how many minibatches were clipped, in words; null where nobody saw it
 * @param speed the speed's chart
 * @param numbers the same in numbers: where there are many epochs, some of them, and always the last
 */
public record TrainingCurves(Chart perplexity, Chart norm, Chart clipped, String often, Chart speed, List<EpochRow> numbers) {

    private static final int ROWS = 25;
    private static final int PERCENT = 100;

    /**
     * An epoch in numbers.
     *
     * @param epoch the epoch, from 1
     * @param cells its numbers as text
     */
    public record EpochRow(int epoch, List<String> cells) {}

    /**
     * Draws a training.
     *
     * @param epochs the results of each epoch
     * @param traces what was seen of each epoch, as many
     * @return the curves
     */
    static TrainingCurves of(List<EpochResult> epochs, List<EpochTrace> traces) {
        double[] perplexities = values(epochs, EpochResult::perplexity);
        double[] meanNorms = values(traces, EpochTrace::meanNorm);
        double[] maxNorms = values(traces, EpochTrace::maxNorm);
        double[] clipped = values(traces, trace -> PERCENT * trace.clipped());
        double[] speeds = values(epochs, EpochResult::tokensPerSecond);
        double[] seen = Arrays.stream(clipped).filter(Double::isFinite).toArray();
        boolean hasNorms = seen.length > 0 && Arrays.stream(meanNorms).anyMatch(Double::isFinite);
        boolean hasClipped = seen.length > 0 && !hasNorms && Arrays.stream(seen).anyMatch(share -> share > 0);
        int stride = (perplexities.length + ROWS - 1) / ROWS;
        return new TrainingCurves(Chart.log("Perplexity by epoch").line("first", perplexities),
                hasNorms ? Chart.linear("Gradient norm by epoch").line("second", maxNorms).line("first", meanNorms)
                        .threshold(1) : null,
                hasClipped ? Chart.linear("Clipped minibatches by epoch").line("first", clipped) : null,
                seen.length == 0 ? null
                        : String.format(Locale.ROOT, "%.0f %% of all minibatches", Arrays.stream(seen).average().orElse(0)),
                Chart.linear("Tokens per second by epoch").line("first", speeds),
                IntStream.range(0, perplexities.length)
                        .filter(i -> (i + 1) % stride == 0 || i == 0 || i == perplexities.length - 1)
                        .mapToObj(i -> new EpochRow(i + 1, List.of(cell("%.3f", perplexities[i]),
                                cell("%.3f", meanNorms[i]), cell("%.3f", maxNorms[i]), cell("%.0f", clipped[i]),
                                cell("%,.0f", speeds[i]))))
                        .toList());
    }

    private static <T> double[] values(List<T> all, ToDoubleFunction<T> value) {
        return all.stream().mapToDouble(value).toArray();
    }

    /** A dash where there is no number, or one too large to be read. */
    private static String cell(String format, double value) {
        return Math.abs(value) < Chart.HIGHEST ? String.format(Locale.ROOT, format, value) : "–";
    }
}
