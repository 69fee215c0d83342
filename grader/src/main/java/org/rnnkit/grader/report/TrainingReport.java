package org.rnnkit.grader.report;

import java.util.List;
import java.util.Locale;

/**
 * What training with the nine steps came to. The perplexities are recomputed from the trained parameters where no
 * code of a student's runs; only the curve is what that code said on the way.
 *
 * @param perplexity of the trained model on the training text
 * @param heldOutPerplexity of the trained model on the stretch of text behind it; null if the text ends there, or if the
 *     training was a short one
 * @param prediction what a short training says of the full one; null if this is the full one
 * @param tokensPerSecond over all epochs
 * @param epochs how many
 * @param text which text
 * @param samples what the model wrote
 * @param curve each epoch's perplexity, as the steps said it
 * @param history the training by epoch and the trained model as it reads, for the page to look at and no part of
 *     report.json; null if there is none
 */
public record TrainingReport(double perplexity, Double heldOutPerplexity, PerplexityForecast prediction, double tokensPerSecond,
        int epochs, String text, List<String> samples, List<Double> curve, TrainingHistory history) {

    /**
     * Replaces the texts.
     *
     * @param newText which text
     * @param newSamples what the model wrote
     * @return the same training with other texts
     */
    public TrainingReport withTexts(String newText, List<String> newSamples) {
        return new TrainingReport(perplexity, heldOutPerplexity, prediction, tokensPerSecond, epochs, newText, newSamples,
                curve, history);
    }

    /**
     * Names the perplexity, so that a small model's is not taken for the full one's.
     *
     * @return "Perplexity" or "Perplexity of a small model"
     */
    public String measure() {
        return prediction == null ? "Perplexity" : "Perplexity of a small model";
    }

    /**
     * Sums the training up in a few words.
     *
     * @return the perplexity; after a short training the prediction, too
     */
    public String shortWords() {
        String figure = String.format(Locale.ROOT, "%.3f", perplexity);
        return prediction == null ? figure : prediction.words() + " (small model " + figure + ")";
    }

    /**
     * Sums the training up.
     *
     * @return the figures in a line
     */
    public String words() {
        if (prediction != null) {
            return String.format(Locale.ROOT, "Short training: the full one is %s (perplexity %s), as a small model came to "
                    + "%.3f (%s) after %s", prediction.words(), prediction.side(prediction.fullPerplexity()), perplexity,
                    prediction.side(prediction.limit()), Plural.of(epochs, "epoch"));
        }
        String heldOut = heldOutPerplexity == null ? ""
                : String.format(Locale.ROOT, " (%.3f on text held out)", heldOutPerplexity);
        return String.format(Locale.ROOT, "Final perplexity %.3f%s after %s, %,.0f tokens/s", perplexity, heldOut,
                Plural.of(epochs, "epoch"), tokensPerSecond);
    }
}
