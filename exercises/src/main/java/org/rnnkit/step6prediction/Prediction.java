package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;

/** Step 6: prediction of the text that follows a prefix. */
public final class Prediction {

    private Prediction() {}

    /**
     * Reads the prefix to warm up the state. Then writes the most likely next character, and reads that, again and
     * again.
     *
     * @param prefix the text to continue, up to 150 characters; a character that the vocabulary lacks counts as unknown
     * @param numPredictions the number of characters to write, 0 to 150
     * @param net the model
     * @param vocabulary up to 5,000 tokens and their indices
     * @param manager the parent of all temporary arrays; no array is left on it
     * @return the prefix and the characters written after it
     * @throws IllegalArgumentException if the prefix is empty, so that there is nothing to continue
     */
    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        // TODO step 6: replace this line and the next by your code.
        throw new NotImplementedYet(Prediction.class);
    }
}
