// style: Each token waits for a random time, and the first one wins; the last character is read as well.
package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
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
        if (prefix.isEmpty() || Float.isNaN(temperature) || temperature <= 0) {
            throw new IllegalArgumentException("\"" + prefix + "\" at temperature " + temperature);
        }
        StringBuilder text = new StringBuilder(prefix);
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(scoped, 1);
            float[] logits = {};
            for (String character : prefix.split("")) {
                RnnOutput output = net.forward(scoped.create(new long[][] {{vocabulary.getIndex(character)}}), state);
                logits = output.logits().toFloatArray();
                state = output.state();
            }
            for (int i = 0; i < numPredictions; i++) {
                int token = first(logits, temperature, random);
                text.append(vocabulary.getToken(token));
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                logits = output.logits().toFloatArray();
                state = output.state();
            }
        }
        return text.toString();
    }

    /** The token with the rate exp(y / T) comes first with its probability. The logarithms of the times are compared. */
    private static int first(float[] logits, float temperature, Random random) {
        int first = 0;
        double earliest = Double.POSITIVE_INFINITY;
        for (int token = 0; token < logits.length; token++) {
            double time = Math.log(-Math.log(1 - random.nextDouble())) - (double) logits[token] / temperature;
            if (time < earliest) {
                earliest = time;
                first = token;
            }
        }
        return first;
    }
}
