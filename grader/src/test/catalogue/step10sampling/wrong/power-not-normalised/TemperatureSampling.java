// slip: Raises the probabilities to the power 1 / T instead of dividing the logits, and forgets to divide by the new sum, so the pieces do not fill the line from 0 to 1.
// message: not divided by their new sum
// counts: named
package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
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
     * @param prefix the text to continue; a character that the vocabulary lacks counts as unknown
     * @param numPredictions the number of characters to write
     * @param temperature the temperature T, above 0
     * @param net the model
     * @param vocabulary characters and their indices
     * @param manager the parent of all temporary arrays; no array is left on it
     * @param random the only source of randomness: the same seed gives the same text
     * @return the prefix and the characters written after it
     * @throws IllegalArgumentException if the prefix is empty or the temperature is not above 0
     */
    public static String sample(String prefix, int numPredictions, float temperature, LanguageModel net,
            Vocabulary vocabulary, NDManager manager, Random random) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("The prefix is empty.");
        }
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("The temperature must be above 0: " + temperature);
        }
        StringBuilder text = new StringBuilder(prefix);
        try (NDManager sub = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList state = net.beginState(sub, 1);
            long token = vocabulary.getIndex(prefix.substring(0, 1));
            for (int i = 1; i < prefix.length() + numPredictions; i++) {
                RnnOutput output = net.forward(sub.create(new long[][] {{token}}), state);
                state = output.state();
                if (i < prefix.length()) {
                    token = vocabulary.getIndex(prefix.substring(i, i + 1));
                } else {
                    token = draw(output.logits().softmax(1).pow(1 / temperature).toFloatArray(), random);
                    text.append(vocabulary.getToken(token));
                }
            }
        }
        return text.toString();
    }

    /** Finds the piece of the line from 0 to 1 that contains a random number. */
    private static int draw(float[] probabilities, Random random) {
        double u = random.nextDouble();
        double end = 0;
        for (int token = 0; token < probabilities.length; token++) {
            end += probabilities[token];
            if (u < end) {
                return token;
            }
        }
        return probabilities.length - 1;
    }
}
