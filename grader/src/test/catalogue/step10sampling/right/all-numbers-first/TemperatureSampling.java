// style: All random numbers are drawn at the beginning; the sums are searched by halves, from the last token to the first.
package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
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
        double[] numbers = random.doubles(numPredictions).toArray();
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
                int token = find(logits, temperature, numbers[i]);
                text.append(vocabulary.getToken(token));
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state);
                logits = output.logits().toFloatArray();
                state = output.state();
            }
        }
        return text.toString();
    }

    private static int find(float[] logits, float temperature, double number) {
        double largest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] sums = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += Math.exp((logits[logits.length - 1 - i] - largest) / temperature);
            sums[i] = sum;
        }
        int place = Arrays.binarySearch(sums, number * sum);
        int found = Math.min(place >= 0 ? place + 1 : -place - 1, logits.length - 1);
        while (found > 0 && sums[found] == sums[found - 1]) { // a piece without length
            found--;
        }
        return logits.length - 1 - found;
    }
}
