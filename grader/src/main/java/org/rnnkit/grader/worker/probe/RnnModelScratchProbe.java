package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** The probe of step 5: a model with given parameters. */
final class RnnModelScratchProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        ProbePayload answer = new ProbePayload();
        NDList parameters = question.parameters(manager);
        LanguageModel model = new RnnModelScratch(manager, question.integer("vocabSize"),
                question.integer("numHiddens"), (owner, vocabSize, numHiddens) -> {
                    answer.with("vocabSize", vocabSize).with("numHiddens", numHiddens);
                    return parameters;
                }, HiddenState::initialize, RnnForward::forward);
        RnnOutput output = model.forward(question.array("tokens", manager),
                new NDList(question.array("state", manager)));
        return answer.with("logits", Tensor.of("logits", output.logits()))
                .withAll("state", output.state())
                .withAll("begin", model.beginState(manager, question.integer("batchSize")))
                .withAll("parameters", model.parameters());
    }

    /** Makes a model with the question's parameters and this class path's other steps. */
    static LanguageModel model(ProbePayload question, NDManager manager) {
        NDList parameters = question.parameters(manager);
        return new RnnModelScratch(manager, question.integer("vocabSize"), question.integer("numHiddens"),
                (owner, vocabSize, numHiddens) -> parameters, HiddenState::initialize, RnnForward::forward);
    }
}
