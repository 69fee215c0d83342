package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingAnswer.EpochTrace;
import org.rnnkit.grader.worker.training.TrainingAnswer.Excerpt;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.TrainingResult;

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
        List<String> samples, List<Double> curve, History history) {

    public TrainingReport withTexts(String newText, List<String> newSamples) {
        return new TrainingReport(perplexity, heldOutPerplexity, tokensPerSecond, epochs, newText, newSamples, curve, history);
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

    /**
     * The part of a graded training that only its page shows, and report.json does not have.
     *
     * @param epochs the result of each epoch, as the student's code reported it
     * @param traces the measurements of each epoch, from the process that ran the student's code
     * @param excerpt a piece of text that the grader read with the trained model
     */
    public record History(Hyperparameters settings, List<EpochResult> epochs, List<EpochTrace> traces, Excerpt excerpt) {}

    /**
     * The settings and the result of a training that the user started. Its fields are those of summary.json in a run folder.
     *
     * @param perplexity the perplexity of the last epoch
     * @param tokensPerSecond the mean speed over all epochs
     * @param seconds the duration of all epochs
     * @param text the source of the text
     * @param steps the steps that trained: "exercises", "solutions" or a folder
     * @param model the kind of model: "scratch", "concise" or "gru"
     * @param device the device that computed, such as "cpu"
     * @param samples the texts that the model wrote
     * @param perplexities the perplexity of each epoch
     */
    @JsonPropertyOrder("schema")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record TrainingSummary(double perplexity, double tokensPerSecond, double seconds, String text, String steps,
            String model, String device, Hyperparameters settings, List<String> samples, List<Double> perplexities) {

        /** The name of the summary's file. */
        public static final String FILE = "summary.json";

        /** Makes the summary of a training. Why it took this text was said when it began. */
        public static TrainingSummary of(TrainingAnswer answer, Hyperparameters settings, String text, String steps,
                String model) {
            TrainingResult result = answer.result();
            return new TrainingSummary(result.perplexity(), result.tokensPerSecond(),
                    result.epochs().stream().mapToDouble(EpochResult::seconds).sum(), text.replaceFirst(", because .*", ""),
                    steps, model, answer.device(), settings, result.samples(),
                    result.epochs().stream().map(EpochResult::perplexity).toList());
        }

        public String getSchema() {
            return "rnnkit/training/v1";
        }
    }
}
