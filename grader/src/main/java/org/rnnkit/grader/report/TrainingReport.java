package org.rnnkit.grader.report;

import java.util.List;
import java.util.Locale;

/**
 * The result of a training with the nine steps. The grader computes both perplexities again from the trained parameters,
 * in its own process, where no student code runs. Only the curve and the history come from the student's code.
 *
 * @param perplexity the trained model's perplexity on the training text
 * @param heldOutPerplexity the trained model's perplexity on the text after the training text; null if there is no more
 *     text, or after a short training
 * @param prediction the forecast that a short training gives for the full one; null after a full training
 * @param tokensPerSecond the mean speed over all epochs
 * @param epochs the number of epochs
 * @param text the source of the text
 * @param samples the texts that the model wrote
 * @param curve the perplexity of each epoch, as the student's code reported it
 * @param remarks why the perplexity can't come from this number of epochs, as sentences; empty if all figures fit
 * @param history the details for the training's page; not part of report.json; null if there are none
 */
public record TrainingReport(double perplexity, Double heldOutPerplexity, PerplexityForecast prediction, double tokensPerSecond,
        int epochs, String text, List<String> samples, List<Double> curve, List<String> remarks, TrainingHistory history) {

    /**
     * Replaces the texts.
     *
     * @param newText which text
     * @param newSamples what the model wrote
     * @param newRemarks why the perplexity does not fit
     * @return the same training with other texts
     */
    public TrainingReport withTexts(String newText, List<String> newSamples, List<String> newRemarks) {
        return new TrainingReport(perplexity, heldOutPerplexity, prediction, tokensPerSecond, epochs, newText, newSamples,
                curve, newRemarks, history);
    }

    /**
     * Removes what only the page of the training shows.
     *
     * @return the same training without its history
     */
    public TrainingReport withoutHistory() {
        return new TrainingReport(perplexity, heldOutPerplexity, prediction, tokensPerSecond, epochs, text, samples, curve,
                remarks, null);
    }

    /**
     * Returns the texts that the model wrote, for a reader.
     *
     * @return the samples, in which spaces at the end can be seen
     */
    public List<String> visibleSamples() {
        return samples.stream().map(Printable::withVisibleEnd).toList();
    }

    /**
     * Introduces the remarks.
     *
     * @return the sentence in front of them
     */
    public String remarksTitle() {
        return "The perplexity can't come from " + Plural.of(epochs, "epoch") + " of training:";
    }

    /**
     * Names the perplexity. A small model's perplexity has its own name, so that nobody takes it for the full model's.
     *
     * @return "Perplexity" or "Perplexity of a small model"
     */
    public String perplexityName() {
        return prediction == null ? "Perplexity" : "Perplexity of a small model";
    }

    /**
     * Sums up the training in a few words.
     *
     * @return the perplexity; after a short training the forecast and the perplexity
     */
    public String shortSummary() {
        String figure = String.format(Locale.ROOT, "%.3f", perplexity);
        return prediction == null ? figure : prediction.verdict() + " (small model " + figure + ")";
    }

    /**
     * Sums up the training in one line.
     *
     * @return the perplexity, the number of epochs and the speed; after a short training the forecast and its reason
     */
    public String summary() {
        if (prediction != null) {
            return String.format(Locale.ROOT, "Short training: the full training is %s (perplexity %s), because a small model "
                    + "reached %.3f (%s) after %s", prediction.verdict(), prediction.sideOf(prediction.fullPerplexity()),
                    perplexity, prediction.sideOf(prediction.limit()), Plural.of(epochs, "epoch"));
        }
        String heldOut = heldOutPerplexity == null ? ""
                : String.format(Locale.ROOT, " (%.3f on text held out)", heldOutPerplexity);
        return String.format(Locale.ROOT, "Final perplexity %.3f%s after %s, %,.0f tokens/s", perplexity, heldOut,
                Plural.of(epochs, "epoch"), tokensPerSecond);
    }
}
