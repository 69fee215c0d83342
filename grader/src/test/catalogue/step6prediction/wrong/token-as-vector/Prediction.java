// slip: The token is given to the model without a batch axis.
// message: expected [batchSize, numSteps]: (1, 1) for one character
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
            long token = vocabulary.getIndex(prefix.substring(0, 1));
            for (int i = 1; i < prefix.length() + numPredictions; i++) {
                RnnOutput output = net.forward(scoped.create(new long[] {token}), state);
                state = output.state();
                if (i < prefix.length()) {
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
