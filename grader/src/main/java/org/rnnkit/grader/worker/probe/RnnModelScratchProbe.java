package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** The probe of step 5: a model with given parameters, made together with a larger one, and how it uses its functions. */
final class RnnModelScratchProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        ProbePayload answer = new ProbePayload();
        int vocabSize = given.integer("vocabSize");
        int numHiddens = given.integer("numHiddens");
        NDList parameters = given.parameters(ProbePayload.PARAMETERS);
        List<NDArray> made = List.copyOf(parameters);
        ModelFunctions functions = new ModelFunctions(parameters);
        NDManager owner = given.manager().newSubManager();
        LanguageModel model = functions.model(owner, vocabSize, numHiddens, answer);
        boolean constructed = functions.isInitializedOnce();
        new ModelFunctions(new NDList()).model(given.manager(), vocabSize + 1, numHiddens + 1, new ProbePayload());

        boolean reads = true;
        boolean returns = true;
        boolean begins = true;
        for (int i = 0; i < 2; i++) { // a second time, because the model keeps no state
            NDList state = given.list(List.of("state " + i, "more state " + i), given.manager());
            List<NDArray> stateArrays = List.copyOf(state);
            RnnOutput output = model.forward(given.array("tokens"), state);
            answer.with("logits " + i, Tensor.of("logits", output.logits())).withAll("new state " + i, output.state());
            reads &= functions.hasRead(stateArrays, made);
            returns &= functions.hasReturned(output);
            NDManager minibatch = given.manager().newSubManager();
            NDList begun = model.beginState(minibatch, given.integer("batchSize"));
            begins &= functions.hasBegunOn(minibatch) && functions.hasBegun(begun)
                    && begun.stream().noneMatch(NDArray::isReleased);
        }
        return answer.withFact("forward hands on the state and the parameters", reads)
                .withFact("forward returns what its function returns", returns)
                .withFact("beginState makes a new state on the manager given", begins)
                .withFact("parameters() returns the arrays that were made", Arguments.isSame(made, model.parameters())
                        && Arguments.isSame(made, model.parameters()))
                .withFact("parameters() leaves the arrays on their manager",
                        made.stream().allMatch(parameter -> parameter.getManager() == given.manager()))
                .withFact("the parameters are made in the constructor", constructed)
                .withFact("the parameters are made once", functions.isInitializedOnce())
                .withFact("the parameters are made on the model's manager", functions.hasParametersOn(owner));
    }
}
