// slip: The probabilities are read with toDoubleArray.
// message: The probabilities are float32
// counts: named
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
        if (prefix.isEmpty() || !(temperature > 0)) {
            throw new IllegalArgumentException("bad argument");
        }
        StringBuilder text = new StringBuilder(prefix);
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(scoped, 1);
            long token = vocabulary.getIndex(prefix.substring(0, 1));
            for (int i = 1; i < prefix.length() + numPredictions; i++) {
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                state = output.state();
                if (i < prefix.length()) {
                    token = vocabulary.getIndex(prefix.substring(i, i + 1));
                } else {
                    double[] p = output.logits().div(temperature).softmax(1).toDoubleArray();
                    double rest = random.nextDouble();
                    int drawn = 0;
                    while (drawn < p.length - 1 && rest >= p[drawn]) {
                        rest -= p[drawn++];
                    }
                    token = drawn;
                    text.append(vocabulary.getToken(token));
                }
            }
        }
        return text.toString();
    }
}
