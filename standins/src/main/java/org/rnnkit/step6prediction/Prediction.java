package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.toolkit.LanguageModel;

/** The stand-in of step 6. It knows only the models that tests pass to step 9, and the oracle writes their texts. */
public final class Prediction {

    private Prediction() {}

    /** Returns the text that the oracle writes with the model's parameters. */
    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix must have at least one character");
        }
        GivenNetwork.require(6, net);
        return RnnReader.write(GivenNetwork.parameters(net), vocabulary, prefix, numPredictions);
    }
}
