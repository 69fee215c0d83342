// style: Writes one character, then calls itself for the others.
package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import java.util.stream.Stream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

public final class Prediction {

    private Prediction() {}

    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix");
        }
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray tokens = scoped.create(Stream.of(prefix.split("")).mapToLong(vocabulary::getIndex).toArray());
            NDList state = net.beginState(scoped, 1);
            return prefix + goOn(tokens.expandDims(0), state, numPredictions, net, vocabulary);
        }
    }

    private static String goOn(NDArray tokens, NDList state, int left, LanguageModel net, Vocabulary vocabulary) {
        if (left == 0) {
            return "";
        }
        RnnOutput output = net.forward(tokens, state);
        long rows = output.logits().getShape().get(0);
        NDArray best = output.logits().argMax(1).get(new NDIndex((rows - 1) + ":")).reshape(1, 1);
        return vocabulary.getToken(best.getLong())
                + goOn(best, output.state(), left - 1, net, vocabulary);
    }
}
