package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.toolkit.RnnOutput;

/** Step 4 at work: a text goes through an untrained network, character by character. */
final class RnnForwardShowcase implements StepShowcase {

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(request.text(), manager);
    }

    static HiddenStates show(String text, NDManager manager) {
        List<String> characters = Story.characters(text);
        int numHiddens = HiddenStateShowcase.NUM_HIDDENS;
        NDList parameters = RnnParameters.initialize(manager, Story.vocabSize(), numHiddens);
        NDArray inputs = OneHotEncoding.encode(Story.indices(manager, characters), Story.vocabSize());
        NDList state = HiddenState.initialize(manager, 1, numHiddens);
        float[][] states = new float[characters.size()][];
        for (int t = 0; t < states.length; t++) {
            // One time step at a time, because the step returns only the last state.
            NDArray input = inputs.get(new NDIndex("{}:{}", t, t + 1));
            RnnOutput output = ResultChecks.output(RnnForward.forward(input, state, parameters));
            ResultChecks.floats(output.logits(), "The array of logits", 1, Story.vocabSize());
            state = ResultChecks.list(output.state(), "The new state", 1);
            states[t] = ResultChecks.floats(state.get(0), "The new state", 1, numHiddens);
        }
        return new HiddenStates(characters, states);
    }
}
