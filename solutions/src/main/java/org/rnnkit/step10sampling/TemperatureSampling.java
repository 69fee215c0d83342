package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Random;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Step 10: text whose characters are drawn, each by its probability. */
public final class TemperatureSampling {

    private TemperatureSampling() {}

    /**
     * Reads the prefix to warm the state up, then draws a character from softmax(logits / T) each time and
     * reads that. The closer the temperature T is to 0, the surer it is the most likely one.
     *
     * @param prefix the text to go on from; a character that the vocabulary lacks counts as unknown
     * @param numPredictions the number of characters to write
     * @param temperature T, above 0
     * @param net the model
     * @param vocabulary characters and their indices
     * @param manager the parent of what is made on the way; nothing is left on it
     * @param random where all chance comes from: the same seed writes the same text
     * @return the prefix and what was written after it
     * @throws IllegalArgumentException if the prefix is empty or the temperature is not above 0
     */
    public static String sample(String prefix, int numPredictions, float temperature, LanguageModel net,
            Vocabulary vocabulary, NDManager manager, Random random) {
        // <solution>
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix must have at least one character");
        }
        if (!(temperature > 0)) { // which NaN isn't either
            throw new IllegalArgumentException("temperature must be above 0, but is " + temperature);
        }
        StringBuilder text = new StringBuilder(prefix);
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(scoped, 1);
            long token = vocabulary.getIndex(prefix.substring(0, 1));
            for (int i = 1; i < prefix.length() + numPredictions; i++) {
                NDArray input = scoped.create(new long[][] {{token}});
                RnnOutput output = net.forward(input, state);
                state = output.state();
                if (i < prefix.length()) { // warm-up
                    token = vocabulary.getIndex(prefix.substring(i, i + 1));
                } else {
                    token = draw(output.logits().div(temperature).softmax(1).toFloatArray(), random);
                    text.append(vocabulary.getToken(token));
                }
            }
        }
        return text.toString();
        // </solution>
    }
    // <solution-only>

    /** Each token has a piece of the line from 0 to 1, as long as its probability; the last one has the rest. */
    private static int draw(float[] probabilities, Random random) {
        double rest = random.nextDouble();
        int token = 0;
        while (token < probabilities.length - 1 && rest >= probabilities[token]) {
            rest -= probabilities[token];
            token++;
        }
        return token;
    }
    // </solution-only>
}
