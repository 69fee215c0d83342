package org.rnnkit.grader.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.rnnkit.grader.worker.Hyperparameters;
import org.rnnkit.grader.worker.TrainingOutcome;
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
record TrainingSummary(double perplexity, double tokensPerSecond, double seconds, String text, String steps,
        String model, String device, Hyperparameters settings, List<String> samples, List<Double> perplexities) {

    /** Sums a training up. */
    static TrainingSummary of(TrainingOutcome outcome, Hyperparameters settings, String text, String steps,
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

    /** Tells whether it was the toolkit's concise model. */
    boolean trainedConcise() {
        return "concise".equals(model);
    }
}
