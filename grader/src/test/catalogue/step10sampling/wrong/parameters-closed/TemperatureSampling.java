// slip: The model's parameters are closed at the end.
// message: sample closed parameter 0 of the model
// counts: named
// results: right
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
                long token = draw(logits.div(temperature).softmax(1).toFloatArray(), random);
                text.append(vocabulary.getToken(token));
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                state = output.state();
                logits = output.logits();
            }
        }
        net.parameters().close();
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
