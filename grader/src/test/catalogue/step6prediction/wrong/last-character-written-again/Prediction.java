// slip: The last character read is written before the next one is found, so the prefix's last one comes twice.
// message: the prefix comes back with its last character twice
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
            throw new IllegalArgumentException("prefix is empty");
        }
        StringBuilder text = new StringBuilder(prefix);
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(scoped, 1);
            long token = 0;
            long next = 0;
            for (int i = 0; i < prefix.length(); i++) {
                token = vocabulary.getIndex(prefix.substring(i, i + 1));
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                state = output.state();
                next = output.logits().argMax(1).getLong();
            }
            for (int n = 0; n < numPredictions; n++) {
                text.append(vocabulary.getToken(token));
                token = next;
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                state = output.state();
                next = output.logits().argMax(1).getLong();
            }
        }
        return text.toString();
    }
}
