package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingOutcome;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.TrainingResult;

/**
 * What a training was and came to, as summary.json has it.
 *
 * @param perplexity of the last epoch
 * @param tokensPerSecond over all epochs
 * @param seconds of all epochs
 * @param text which text
 * @param steps whose steps: "exercises", "solutions" or a folder
 * @param model "scratch" or "concise"
 * @param device where it ran
 * @param settings what it was like
 * @param samples what the model wrote
 * @param perplexities of every epoch
 */
@JsonPropertyOrder("schema")
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrainingSummary(double perplexity, double tokensPerSecond, double seconds, String text, String steps,
        String model, String device, Hyperparameters settings, List<String> samples, List<Double> perplexities) {

    /** The name of the summary's file. */
    public static final String FILE = "summary.json";

    /**
     * Sums a training up.
     *
     * @param outcome what it came to
     * @param settings what it was like
     * @param text which text
     * @param steps whose steps
     * @param concise whether the model was the toolkit's concise one
     * @return the summary
     */
    public static TrainingSummary of(TrainingOutcome outcome, Hyperparameters settings, String text, String steps,
            boolean concise) {
        TrainingResult result = outcome.result();
        return new TrainingSummary(result.perplexity(), result.tokensPerSecond(),
                result.epochs().stream().mapToDouble(EpochResult::seconds).sum(), text, steps,
                concise ? "concise" : "scratch", outcome.device(), settings, result.samples(),
                result.epochs().stream().map(EpochResult::perplexity).toList());
    }

    /**
     * Names the format.
     *
     * @return the format and its version
     */
    public String getSchema() {
        return "rnnkit/training/v1";
    }

    /**
     * Tells which model was trained.
     *
     * @return whether it was the toolkit's concise one
     */
    public boolean trainedConcise() {
        return "concise".equals(model);
    }
}
