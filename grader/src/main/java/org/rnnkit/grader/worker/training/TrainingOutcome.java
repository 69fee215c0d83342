package org.rnnkit.grader.worker.training;

import java.util.List;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.TrainingResult;

/**
 * What a training came to.
 *
 * @param epochs the epochs' results
 * @param samples what the model wrote
 * @param device where it ran
 * @param parameters the trained parameters, where they were not saved to a folder; else null
 * @param insight what there is to look at; of a training that failed null
 * @param failure why it did not get to its end; null if it did
 */
public record TrainingOutcome(List<EpochResult> epochs, List<String> samples, String device, ProbePayload parameters,
        Insight insight, WorkerFailure failure) {

    /** One that the steps' code has forged may lack anything. */
    public TrainingOutcome {
        epochs = List.copyOf(epochs);
        samples = List.copyOf(samples);
    }

    /**
     * Makes the outcome of a training that did not get to its end.
     *
     * @param source whose matter that is
     * @param message why
     * @return the outcome
     */
    public static TrainingOutcome failed(WorkerFailure.Source source, String message) {
        return new TrainingOutcome(List.of(), List.of(), "", null, null, new WorkerFailure(source, message));
    }

    /**
     * Returns the figures.
     *
     * @return as step 9 gives them
     */
    public TrainingResult result() {
        return new TrainingResult(epochs, samples);
    }
}
