package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Random;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Step 10: text generation in which each character is drawn by its probability. */
public final class TemperatureSampling {

    private TemperatureSampling() {}

    /**
     * Reads the prefix to warm up the state. Then draws the next character from softmax(logits / T), and reads that,
     * again and again. The closer the temperature T is to 0, the more often the most likely character is drawn.
     *
     * @param prefix the text to continue, up to 60 characters; a character that the vocabulary lacks counts as unknown
     * @param numPredictions the number of characters to write, 0 to 60
     * @param temperature the temperature T, 0.01 to 100
     * @param net the model
     * @param vocabulary up to 5,000 tokens and their indices
     * @param manager the parent of all temporary arrays; no array is left on it
     * @param random the only source of randomness: the same seed gives the same text
     * @return the prefix and the characters written after it
     * @throws IllegalArgumentException if the prefix is empty or the temperature is not above 0
     */
    public static String sample(String prefix, int numPredictions, float temperature, LanguageModel net,
            Vocabulary vocabulary, NDManager manager, Random random) {
        // <solution>
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix must have at least one character");
        }
        if (!(temperature > 0)) { // also rejects NaN
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

    /** Draws a token: each has an interval in [0, 1] as long as its probability, and the last one has the rest. */
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
