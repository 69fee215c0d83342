package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SavedModel;

/** A factory for models. It is compiled with the reference's steps; in a worker it runs with the student's. */
public final class ModelFactory {

    private ModelFactory() {}

    /** Makes a model with fresh parameters. */
    static LanguageModel newModel(boolean concise, NDManager manager, int vocabSize, int numHiddens) {
        return concise ? new ConciseRnnModel(manager, vocabSize, numHiddens)
                : new RnnModelScratch(manager, vocabSize, numHiddens, RnnParameters::initialize,
                        HiddenState::initialize, RnnForward::forward);
    }

    /** Makes a model with the parameters of a trained one. */
    public static LanguageModel of(SavedModel saved, boolean concise, NDManager manager) {
        int vocabSize = (int) saved.vocabulary().size();
        if (!concise) {
            return new RnnModelScratch(manager, vocabSize, saved.numHiddens(),
                    (owner, tokens, hiddens) -> saved.parameters(), HiddenState::initialize, RnnForward::forward);
        }
        LanguageModel model = new ConciseRnnModel(manager, vocabSize, saved.numHiddens());
        NDList parameters = model.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            try (NDArray values = parameters.get(i).stopGradient()) {
                values.set(new NDIndex("..."), saved.parameters().get(i));
            }
        }
        return model;
    }
}
