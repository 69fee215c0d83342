package org.rnnkit.learner.memory;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.rnnkit.learner.memory.Weights.Decay;
import org.rnnkit.learner.memory.worker.MemoryModel;
import org.rnnkit.learner.memory.worker.ModelReading;
import org.rnnkit.learner.memory.worker.ModelReading.SmallTrainingResult;

/**
 * The memory of a model over a whole text, at all places that have enough characters before them.
 *
 * @param model the model
 * @param training the training before; null for a model that was not trained here
 * @param half the number of last characters that have half of the weight, the mean over the places
 * @param factor the weight of a character divided by that of the one after it, the median over the places
 * @param broken whether the training went wrong, so that the model is no better than guessing; the numbers are then NaN
 */
public record MemorySummary(MemoryModel model, SmallTrainingResult training, double half, double factor, boolean broken) {

    /** With fewer characters before a place, its numbers say more about the beginning than about the model. */
    private static final int ENOUGH = 20;
    private static final double LARGE = 1e5;
    private static final double SMALL = 1e-3;
    private static final double ROUNDED_TENTH = 0.0995;
    private static final String NOTHING = "–";

    /**
     * Summarizes a text read by a model.
     *
     * @param reading the text read by the model
     * @param vocabSize the number of tokens in the vocabulary, which is the perplexity of guessing
     * @return the summary
     */
    static MemorySummary of(ModelReading reading, int vocabSize) {
        SmallTrainingResult training = reading.training();
        boolean broken = isBroken(reading, vocabSize);
        List<Weights> places = broken ? List.of() : reading.expectations().stream().skip(ENOUGH).map(Weights::of).toList();
        return new MemorySummary(reading.model(), training,
                places.stream().mapToInt(Weights::half).average().orElse(Double.NaN),
                median(places.stream().map(Weights::decay).filter(Objects::nonNull).mapToDouble(Decay::factor).sorted()
                        .toArray()), broken);
    }

    /** Tells whether a model's training went wrong, so that the model is no better than guessing. */
    static boolean isBroken(ModelReading reading, int vocabSize) {
        return reading.training() != null && !(reading.training().perplexity() < vocabSize);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length == 0 ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Tells whether the memory could be measured.
     *
     * @return whether both numbers are finite
     */
    boolean isMeasured() {
        return Double.isFinite(half) && Double.isFinite(factor);
    }

    /**
     * Returns the model's name.
     *
     * @return the name for the learner
     */
    public String label() {
        return model.label();
    }

    /**
     * Returns the perplexity at the end of the training.
     *
     * @return the number as text, or a dash for a model that was not trained here
     */
    public String perplexity() {
        return training == null ? NOTHING : number(training.perplexity());
    }

    /**
     * Returns the number of last characters that have half of the weight.
     *
     * @return the number as text, or a dash
     */
    public String halfText() {
        return Double.isFinite(half) ? number(half) : NOTHING;
    }

    /**
     * Returns the weight of a character divided by that of the one after it.
     *
     * @return the number as text, or a dash
     */
    public String factorText() {
        return Double.isFinite(factor) ? number(factor) : NOTHING;
    }

    /** Writes a number with two or three digits. */
    static String number(double value) {
        return !Double.isFinite(value) ? "not a number"
                : value >= LARGE || value > 0 && value < SMALL ? String.format(Locale.ROOT, "%.0e", value).replace("+", "")
                : String.format(Locale.ROOT, value < ROUNDED_TENTH ? "%.3f" : value < 1 ? "%.2f" : value < 100 ? "%.1f"
                        : "%.0f", value);
    }
}
