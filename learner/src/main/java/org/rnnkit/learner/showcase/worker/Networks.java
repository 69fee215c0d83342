package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.LanguageModel;

/** The network of the nine steps. In a worker, these are the student's. */
final class Networks {

    private Networks() {}

    /** Makes an untrained network. */
    static LanguageModel rnn(NDManager manager, int numHiddens) {
        return new RnnModelScratch(manager, Story.vocabSize(), numHiddens, RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
    }
}
