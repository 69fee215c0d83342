// style: The prefix is read in one call; the sums of the probabilities are searched.
package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Random;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

public final class TemperatureSampling {

    private TemperatureSampling() {}

    public static String sample(String prefix, int numPredictions, float temperature, LanguageModel net,
            Vocabulary vocabulary, NDManager manager, Random random) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix must have at least one character");
        }
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature must be above 0, but is " + temperature);
        }
        StringBuilder text = new StringBuilder(prefix);
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(scoped, 1);
            long[] tokens = prefix.chars().mapToLong(c -> vocabulary.getIndex(Character.toString(c))).toArray();
            for (int i = 0; i < numPredictions; i++) {
                RnnOutput output = net.forward(scoped.create(new long[][] {tokens}), state);
                state = output.state();
                NDArray last = output.logits().get(tokens.length - 1);
                float[] sums = last.div(temperature).softmax(0).cumSum(0).toFloatArray();
                float u = random.nextFloat() * sums[sums.length - 1];
                int token = 0;
                while (sums[token] <= u) {
                    token++;
                }
                text.append(vocabulary.getToken(token));
                tokens = new long[] {token};
            }
        }
        return text.toString();
    }
}
