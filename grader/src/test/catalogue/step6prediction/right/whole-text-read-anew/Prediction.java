// style: Reads the whole text from a new state for each character: slow, but the same.
package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

public final class Prediction {

    private Prediction() {}

    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("The prefix is empty.");
        }
        long[] tokens = new long[prefix.length() + numPredictions];
        String text = prefix;
        for (int i = 0; i < prefix.length(); i++) {
            tokens[i] = vocabulary.getIndex(prefix.substring(i, i + 1));
        }
        for (int length = prefix.length(); length < tokens.length; length++) {
            try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray input = scoped.create(Arrays.copyOf(tokens, length), new Shape(1, length));
                RnnOutput output = net.forward(input, net.beginState(scoped, 1));
                long[] best = output.logits().argMax(1).toLongArray();
                tokens[length] = best[length - 1];
            }
            text = text + vocabulary.getToken(tokens[length]);
        }
        return text;
    }
}
