package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.TrainingResult;

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
