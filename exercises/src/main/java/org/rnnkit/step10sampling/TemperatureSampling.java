package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;

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
        // TODO step 10: replace this line and the next by your code.
        throw new NotImplementedYet(TemperatureSampling.class);
    }
}
