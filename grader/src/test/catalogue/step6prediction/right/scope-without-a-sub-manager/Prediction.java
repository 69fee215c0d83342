// style: Everything is made on the manager given, and a scope closes it; the largest of the softmax is taken.
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
        if ("".equals(prefix)) {
            throw new IllegalArgumentException("nothing to continue");
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(manager, 1);
            NDArray logits = null;
            for (String character : prefix.split("")) {
                RnnOutput output = net.forward(manager.create(new int[] {(int) vocabulary.getIndex(character)}).expandDims(0),
                        state);
                logits = output.logits();
                state = output.state();
            }
            StringBuilder written = new StringBuilder();
            for (int left = numPredictions; left > 0; left--) {
                NDArray best = logits.softmax(-1).argMax(-1);
                written.append(vocabulary.getToken(best.getLong(0)));
                RnnOutput output = net.forward(best.reshape(1, 1), state);
                logits = output.logits();
                state = output.state();
            }
            return prefix + written;
        }
    }
}
