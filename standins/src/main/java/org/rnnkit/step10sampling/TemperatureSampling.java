package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.rnnkit.toolkit.LanguageModel;

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
        throw new IllegalStateException("No other step needs step 10: write yours without it.");
    }
}
