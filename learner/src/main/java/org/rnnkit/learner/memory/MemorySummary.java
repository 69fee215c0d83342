package org.rnnkit.learner.memory;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.rnnkit.learner.memory.Weights.Decay;
import org.rnnkit.learner.memory.worker.MemoryModel;
import org.rnnkit.learner.memory.worker.ModelReading;
import org.rnnkit.learner.memory.worker.ModelReading.ShortTraining;

/**
 * The memory of a model over a whole text: medians over all places that have enough characters before them.
 *
 * @param model the model
 * @param training the training before; null for a model that was not trained here
 * @param half the number of last characters that have half of the weight; NaN if there is no such place
 * @param factor the factor by which the weight changes with each further character back; NaN if it can't be measured
 */
public record MemorySummary(MemoryModel model, ShortTraining training, double half, double factor) {

    /** With fewer characters before a place, its numbers say more about the beginning than about the model. */
    private static final int ENOUGH = 20;

    /** Summarizes a text read by a model. */
    static MemorySummary of(ModelReading reading) {
        List<Weights> places = reading.expectations().stream().skip(ENOUGH).map(Weights::of).toList();
        return new MemorySummary(reading.model(), reading.training(), median(places.stream(), Weights::half),
                median(places.stream().map(Weights::decay).filter(Objects::nonNull), Decay::factor));
    }

    private static <T> double median(Stream<T> places, ToDoubleFunction<T> number) {
        double[] sorted = places.mapToDouble(number).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0 ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Tells whether the training went wrong.
     *
     * @param vocabSize the perplexity of guessing
     * @return whether the model has become no better than guessing
     */
    boolean isBroken(int vocabSize) {
        return training != null && !(training.perplexity() < vocabSize);
    }

    /** Returns the model's name in the page's table. */
    public String label() {
        return model.label();
    }

    /** Returns the perplexity as text. */
    public String perplexity() {
        return training == null ? "–" : number(training.perplexity());
    }

    /** Returns the number of last characters with half of the weight as text. */
    public String halfText() {
        return Double.isFinite(half) ? number(half) : "–";
    }

    /** Returns the factor as text. */
    public String factorText() {
        return Double.isFinite(factor) ? number(factor) : "–";
    }

    /** Writes a number with a few digits. */
    static String number(double value) {
        return !Double.isFinite(value) ? "not a number"
                : value >= 1e4 || value > 0 && value < 1e-3 ? String.format(Locale.ROOT, "%.0e", value)
                : value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value < 1 ? "%.3f" : "%.1f", value);
    }
}
