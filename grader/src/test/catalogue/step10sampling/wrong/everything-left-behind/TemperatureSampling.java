// slip: There is no sub-manager, and nothing is closed.
// message: arrays on the manager given
// counts: named
// results: right
package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
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
        NDManager scoped = manager;
        {
            NDList state = net.beginState(scoped, 1);
            long token = vocabulary.getIndex(prefix.substring(0, 1));
            for (int i = 1; i < prefix.length() + numPredictions; i++) {
                NDArray input = scoped.create(new long[][] {{token}});
                RnnOutput output = net.forward(input, state);
                state = output.state();
                if (i < prefix.length()) {
                    token = vocabulary.getIndex(prefix.substring(i, i + 1));
                } else {
                    token = draw(output.logits().div(temperature).softmax(1).toFloatArray(), random);
                    text.append(vocabulary.getToken(token));
                }
            }
        }
        return text.toString();
    }

    private static int draw(float[] probabilities, Random random) {
        double rest = random.nextDouble();
        int token = 0;
        while (token < probabilities.length - 1 && rest >= probabilities[token]) {
            rest -= probabilities[token];
            token++;
        }
        return token;
    }
}
