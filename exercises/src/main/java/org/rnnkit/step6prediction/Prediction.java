package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;

/** Step 6: text that goes on from a prefix. */
public final class Prediction {

    private Prediction() {}

    /**
     * Reads the prefix to warm the state up, then writes the most likely character each time and reads
     * that.
     *
     * @param prefix the text to go on from; a character that the vocabulary lacks counts as unknown
     * @param numPredictions the number of characters to write
     * @param net the model
     * @param vocabulary characters and their indices
     * @param manager the parent of what is made on the way; nothing is left on it
     * @return the prefix and what was written after it
     * @throws IllegalArgumentException if the prefix is empty: there is nothing to go on from
     */
    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        // TODO step 6: replace this line and the next by your code.
        throw new NotImplementedYet(Prediction.class);
    }
}
