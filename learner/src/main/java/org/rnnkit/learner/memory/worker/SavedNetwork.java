package org.rnnkit.learner.memory.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Optional;
import org.rnnkit.toolkit.SavedModel;

/** The parameters of a saved model in step 4's form. */
final class SavedNetwork {

    private static final int FROM_SCRATCH = 5;
    private static final int CONCISE = 6;

    private SavedNetwork() {}

    /**
     * Converts a saved model.
     *
     * @param saved the model
     * @return W_xh, W_hh, b_h, W_hq, b_q; empty if the model is of another kind
     */
    static Optional<NDList> parameters(SavedModel saved) {
        NDList all = saved.parameters();
        if (all.size() == FROM_SCRATCH) {
            return Optional.of(all);
        }
        // The toolkit's concise model keeps transposed weights, and two biases that are always added to each other.
        return all.size() != CONCISE ? Optional.empty() : Optional.of(new NDList(transposed(all.get(0)), transposed(all.get(1)),
                all.get(2).add(all.get(3)), transposed(all.get(4)), all.get(5)));
    }

    private static NDArray transposed(NDArray weights) {
        return weights.transpose();
    }
}
