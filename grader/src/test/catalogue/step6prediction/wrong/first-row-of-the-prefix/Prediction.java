// slip: The prefix is read in one call, but the first row of the logits is used instead of the last.
// message: the first row of the logits is taken instead of the last
// counts: named
package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
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
            throw new IllegalArgumentException("prefix is empty");
        }
        StringBuilder text = new StringBuilder(prefix);
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(scoped, 1);
            long[][] tokens = new long[1][prefix.length()];
            for (int i = 0; i < prefix.length(); i++) {
                tokens[0][i] = vocabulary.getIndex(prefix.substring(i, i + 1));
            }
            RnnOutput warm = net.forward(scoped.create(tokens), state);
            state = warm.state();
            NDArray logits = warm.logits().get("0:1");
            for (int n = 0; n < numPredictions; n++) {
                long token = logits.argMax(1).getLong();
                text.append(vocabulary.getToken(token));
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                state = output.state();
                logits = output.logits();
            }
        }
        return text.toString();
    }
}
