package org.rnnkit.grader.worker.training;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measurements of one epoch, made without the steps' help. In a grading they come from the process that runs student code,
 * so impossible values are replaced by NaN.
 *
 * @param meanNorm the mean of the gradients' norm before clipping, over the epoch's minibatches; NaN if not measured
 * @param maxNorm the largest of these norms; NaN if not measured
 * @param clipped the fraction of minibatches whose gradients were clipped; NaN if not measured
 * @param heldOut the perplexity on the text held out, measured every few epochs; NaN if not measured
 * @param sample a text that the model writes after the epoch; null in most epochs
 */
public record EpochTrace(double meanNorm, double maxNorm, double clipped, double heldOut, String sample) {

    /** A trace without measurements. */
    static final EpochTrace NOTHING = new EpochTrace(Double.NaN, Double.NaN, Double.NaN, Double.NaN, null);

    /** A length that no sample of the kit's own reaches. */
    private static final int MAX_SAMPLE = 100;

    /** Replaces impossible values. */
    public EpochTrace {
        meanNorm = within(0, meanNorm, Double.MAX_VALUE);
        maxNorm = within(0, maxNorm, Double.MAX_VALUE);
        clipped = within(0, clipped, 1);
        heldOut = within(1, heldOut, Double.MAX_VALUE);
        sample = sample == null ? null : writable(sample.substring(0, Math.min(MAX_SAMPLE, sample.length())));
    }

    /**
     * Completes the traces of a graded training to exactly one for each epoch. As its process runs student code, traces
     * may be missing or too many.
     *
     * @param reported the traces from the training's process; it and each trace may be null
     */
    public static List<EpochTrace> checked(List<EpochTrace> reported, int epochs) {
        List<EpochTrace> traces = reported == null ? List.of() : reported;
        return IntStream.range(0, epochs)
                .mapToObj(i -> i < traces.size() && traces.get(i) != null ? traces.get(i) : NOTHING).toList();
    }

    private static double within(double least, double value, double most) {
        return value >= least && value <= most ? value : Double.NaN;
    }

    /** Replaces half of a surrogate pair, which JSON can't hold, by "?". */
    private static String writable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
