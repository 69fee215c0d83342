// slip: The model's parameters are closed at the end.
// message: predict closed parameter 0 of the model
// counts: named
// results: right
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
            NDArray logits = null;
            for (int i = 0; i < prefix.length(); i++) {
                long token = vocabulary.getIndex(prefix.substring(i, i + 1));
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                state = output.state();
                logits = output.logits();
            }
            for (int n = 0; n < numPredictions; n++) {
                long token = logits.argMax(1).getLong();
                text.append(vocabulary.getToken(token));
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                state = output.state();
                logits = output.logits();
            }
        }
        net.parameters().close();
        return text.toString();
    }
}
