// slip: The prefix goes in as a column with the state of one sequence.
// message: A prefix is one text
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
            long[][] tokens = new long[prefix.length()][1];
            for (int i = 0; i < prefix.length(); i++) {
                tokens[i][0] = vocabulary.getIndex(prefix.substring(i, i + 1));
            }
            RnnOutput warm = net.forward(scoped.create(tokens), net.beginState(scoped, 1));
            NDList state = warm.state();
            NDArray logits = warm.logits().get("-1:");
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
