package org.rnnkit.learner.memory.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;

/**
 * A text read by one model.
 *
 * @param model the model
 * @param training the training before; null for a model that was not trained here
 * @param expectations what the model expects after each character; empty if a number is not finite, because the training
 *     diverged
 */
public record ModelReading(MemoryModel model, SmallTrainingResult training, List<Expectation> expectations) {

    /** Copies the list. Rejects one that does not fit a text. */
    public ModelReading {
        Bounds.require(model != null, "model");
        expectations = List.copyOf(expectations);
        for (int i = 0; i < expectations.size(); i++) {
            Bounds.require(expectations.get(i).weights().length == i + 1, "number of weights");
        }
    }

    /**
     * The result of a training of the worker.
     *
     * @param perplexity the perplexity of the last epoch; NaN or infinite if the training diverged
     * @param updates the number of updates
     * @param longGradients the number of updates whose gradients were longer than {@link SmallTraining#CLIPPED_AT}
     * @param largestNorm the largest norm of the gradients
     */
    public record SmallTrainingResult(double perplexity, int updates, int longGradients, double largestNorm) {}
}
