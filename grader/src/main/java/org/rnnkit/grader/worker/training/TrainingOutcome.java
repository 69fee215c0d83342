package org.rnnkit.grader.worker.training;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.TrainingResult;

/**
 * The answer of a training worker.
 *
 * @param epochs the result of each epoch
 * @param samples the texts that the model wrote
 * @param device the device that computed, such as "cpu"
 * @param parameters the trained parameters; null if they were saved to a folder or training failed
 * @param insight the details for the training's page; null if training failed
 * @param observations what the kit's code saw beside the steps; null if this was not a grading or training failed
 * @param failure the reason why training did not finish; null if it finished
 */
public record TrainingOutcome(List<EpochResult> epochs, List<String> samples, String device, ProbePayload parameters,
        TrainingInsight insight, TrainingObservations observations, WorkerFailure failure) {

    private static final int MAX_SAMPLES = 10;

    /** Copies the lists. Rejects missing lists and longer texts than a training has, because an outcome may be forged. */
    public TrainingOutcome {
        epochs = List.copyOf(epochs);
        samples = List.copyOf(samples);
        Bounds.require(samples.size() <= MAX_SAMPLES, "number of samples");
        samples.forEach(sample -> Bounds.text(sample, Bounds.MESSAGE));
        Bounds.text(device, Bounds.NAME);
    }

    /**
     * Makes the outcome of a training that did not finish.
     *
     * @param source the part that caused the failure
     * @param message the reason
     * @return the outcome
     */
    public static TrainingOutcome failed(WorkerFailure.Source source, String message) {
        return new TrainingOutcome(List.of(), List.of(), "", null, null, null, new WorkerFailure(source, message));
    }

    /**
     * Returns the results of the epochs and the samples.
     *
     * @return the results as step 9 returns them
     */
    public TrainingResult result() {
        return new TrainingResult(epochs, samples);
    }
}
