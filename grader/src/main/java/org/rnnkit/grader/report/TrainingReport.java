package org.rnnkit.grader.report;

import java.util.List;
import java.util.Locale;

/**
 * The part of a report about the graded training. The grader computes both perplexities again from the trained parameters,
 * in its own process, where no student code runs, and lets the model write the samples there. The rest is what the
 * student's code reports: nobody sees whether it really trained so many epochs. Every text about it says so.
 *
 * @param perplexity the trained model's perplexity on the training text
 * @param heldOutPerplexity the trained model's perplexity on the text after the training text; null if there is no more
 *     text
 * @param tokensPerSecond the mean speed over the epochs that the student's code reported, by the grader's clock
 * @param epochs the number of epochs that the student's code was asked for and reported
 * @param text the source of the text
 * @param samples the texts that the model wrote
 * @param history the details for the training's page; not part of report.json; null if there are none
 */
public record TrainingReport(double perplexity, Double heldOutPerplexity, double tokensPerSecond, int epochs, String text,
        List<String> samples, List<Double> curve, TrainingHistory history) {

    /** Makes the texts printable. */
    public TrainingReport {
        text = Printable.of(text);
        samples = Printable.all(samples);
    }

    /** Removes what only the page of the training shows. */
    public TrainingReport withoutHistory() {
        return new TrainingReport(perplexity, heldOutPerplexity, tokensPerSecond, epochs, text, samples, curve, null);
    }

    /** Returns the texts that the model wrote, for a reader. */
    public List<String> visibleSamples() {
        return samples.stream().map(Printable::withVisibleEnd).toList();
    }

    /** Returns the perplexity with three decimals. */
    public String shownPerplexity() {
        return String.format(Locale.ROOT, "%.3f", perplexity);
    }

    /** Sums up the training in one line. */
    public String summary() {
        String heldOut = heldOutPerplexity == null ? ""
                : String.format(Locale.ROOT, " (%.3f on text held out)", heldOutPerplexity);
        return String.format(Locale.ROOT, "Final perplexity %.3f%s; %s", perplexity, heldOut, reported());
    }

    /** Says what only the submission's code knows, without a full stop: "the submission reports ...". */
    public String reported() {
        return String.format(Locale.ROOT, "the submission reports %s at %,.0f tokens/s", Plural.of(epochs, "epoch"),
                tokensPerSecond);
    }
}
