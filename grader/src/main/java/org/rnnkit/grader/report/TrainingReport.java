package org.rnnkit.grader.report;

import java.util.List;
import java.util.Locale;

/**
 * What training with the nine steps came to. The perplexities are recomputed from the trained parameters where no
 * code of a student's runs; only the curve is what that code said on the way.
 *
 * @param perplexity of the trained model on the training text
 * @param heldOutPerplexity of the trained model on the stretch of text behind it; null if the text ends there
 * @param tokensPerSecond over all epochs
 * @param epochs how many
 * @param text which text
 * @param samples what the model wrote
 * @param curve each epoch's perplexity, as the steps said it
 * @param page the training as a page to look at, kept beside the report and no part of it; null if there is none
 */
public record TrainingReport(double perplexity, Double heldOutPerplexity, double tokensPerSecond, int epochs,
        String text, List<String> samples, List<Double> curve, String page) {

    /** What the page is called, where a report's files are. */
    public static final String PAGE = "training.html";

    /**
     * Adds the page.
     *
     * @param drawn the training as a page
     * @return the report with it
     */
    public TrainingReport withPage(String drawn) {
        return new TrainingReport(perplexity, heldOutPerplexity, tokensPerSecond, epochs, text, samples, curve, drawn);
    }

    /**
     * Sums the training up.
     *
     * @return the figures in a line
     */
    public String words() {
        String heldOut = heldOutPerplexity == null ? ""
                : String.format(Locale.ROOT, " (%.3f on text held out)", heldOutPerplexity);
        return String.format(Locale.ROOT, "Final perplexity %.3f%s after %s, %,.0f tokens/s", perplexity, heldOut,
                Count.of(epochs, "epoch"), tokensPerSecond);
    }
}
