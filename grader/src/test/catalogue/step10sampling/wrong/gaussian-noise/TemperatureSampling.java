// slip: Normal noise is added to the logits, and the largest is taken.
// message: characters drawn at temperature
// counts: symptom
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
            throw new IllegalArgumentException("prefix is empty");
        }
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature must be above 0, but is " + temperature);
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
                long token = draw(logits.div(temperature).toFloatArray(), random);
                text.append(vocabulary.getToken(token));
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                state = output.state();
                logits = output.logits();
            }
        }
        return text.toString();
    }

    private static int draw(float[] scores, Random random) {
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            double noisy = scores[i] + random.nextGaussian();
            if (noisy > largest) {
                largest = noisy;
                best = i;
            }
        }
        return best;
    }
}
