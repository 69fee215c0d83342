// slip: The whole prefix is read at once, and all rows of logits are read as one index.
// message: Only the last row says what follows the prefix
// counts: named
package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

public final class Prediction {

    private Prediction() {}

    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix must have at least one character");
        }
        StringBuilder text = new StringBuilder(prefix);
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(scoped, 1);
            long[] tokens = new long[prefix.length()];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = vocabulary.getIndex(prefix.substring(i, i + 1));
            }
            RnnOutput output = net.forward(scoped.create(tokens).expandDims(0), state);
            for (int i = 0; i < numPredictions; i++) {
                long token = output.logits().argMax(1).getLong();
                text.append(vocabulary.getToken(token));
                output = net.forward(scoped.create(new long[][] {{token}}), output.state());
            }
        }
        return text.toString();
    }
}
