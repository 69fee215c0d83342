// style: A stream whose elements are a state and the guess after it; a sub-manager below a sub-manager owns each.
package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

public final class Prediction {

    private Prediction() {}

    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        if (prefix.length() < 1) {
            throw new IllegalArgumentException("the prefix is empty");
        }
        NDManager outer = manager.newSubManager();
        NDScope scope = new NDScope();
        scope.suppressNotUsedWarning();
        try {
            NDManager inner = outer.newSubManager();
            long[] tokens = prefix.chars().mapToLong(c -> vocabulary.getIndex(String.valueOf((char) c))).toArray();
            NDArray whole = inner.create(tokens).reshape(1, -1);
            Step warm = step(net.forward(whole, net.beginState(inner, 1)));
            return Stream.iterate(warm, last -> step(net.forward(inner.create(new long[][] {{last.guess}}), last.state)))
                    .limit(Math.max(1, numPredictions)).limit(numPredictions)
                    .map(step -> vocabulary.getToken(step.guess)).collect(Collectors.joining("", prefix, ""));
        } finally {
            scope.close();
            outer.close();
        }
    }

    private static Step step(RnnOutput output) {
        int rows = (int) output.logits().getShape().get(0);
        int tokens = (int) output.logits().getShape().get(1);
        float[] scores = output.logits().toFloatArray();
        long best = LongStream.range(0, tokens).reduce(0, (a, b) ->
                scores[(rows - 1) * tokens + (int) b] > scores[(rows - 1) * tokens + (int) a] ? b : a);
        return new Step(output.state(), best);
    }

    private record Step(NDList state, long guess) {}
}
