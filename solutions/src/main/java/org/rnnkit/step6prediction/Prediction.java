package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

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
        // <solution>
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix must have at least one character");
        }
        StringBuilder text = new StringBuilder(prefix);
        // The scope closes every array made in it; the sub-manager keeps them off the given manager.
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(scoped, 1);
            long token = vocabulary.getIndex(prefix.substring(0, 1));
            for (int i = 1; i < prefix.length() + numPredictions; i++) {
                NDArray input = scoped.create(new long[][] {{token}});
                RnnOutput output = net.forward(input, state);
                state = output.state();
                if (i < prefix.length()) { // warm-up
                    token = vocabulary.getIndex(prefix.substring(i, i + 1));
                } else {
                    token = output.logits().argMax(1).getLong();
                    text.append(vocabulary.getToken(token));
                }
            }
        }
        return text.toString();
        // </solution>
    }
}
