package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.function.Consumer;
import org.rnnkit.step3state.HiddenState;

/** Step 3 at work: the state before the first character. */
final class HiddenStateShowcase implements StepShowcase {

    /** Few enough that each unit can be drawn. */
    static final int NUM_HIDDENS = 32;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show((int) request.number(), manager);
    }

    static FirstState show(int batchSize, NDManager manager) {
        return new FirstState(ResultChecks.rows(ResultChecks.list(HiddenState.initialize(manager, batchSize, NUM_HIDDENS),
                "The result of HiddenState.initialize", 1).get(0), "The state", batchSize, NUM_HIDDENS));
    }
}
