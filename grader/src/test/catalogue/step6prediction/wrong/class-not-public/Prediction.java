// slip: The class can be used in its own package only.
// message: must be public
// counts: named
package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Step 6: text that goes on from a prefix. */
final class Prediction {

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
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix must have at least one character");
        }
        StringBuilder text = new StringBuilder(prefix);
        // The scope closes every array made in it; the sub-manager keeps them off the one given.
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
    }
}
