package org.rnnkit.grader.worker.training;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The beginning of a text, with the model's state and guesses after each character.
 *
 * @param text the characters
 * @param numHiddens the number of hidden units
 * @param activations the activation of each unit after each character, flattened from [text length, numHiddens]; -127 stands
 *     for -1 and 127 for 1
 * @param guesses the most likely next characters after each character, the most likely first
 */
public record Excerpt(String text, int numHiddens, byte[] activations, List<List<Guess>> guesses) {

    /** The number of characters that fill a page. */
    private static final int LENGTH = 600;
    private static final int MAX_ACTIVATIONS = 2_000_000;
    private static final int GUESSES = 5;
    private static final int LARGEST = 127;
    private static final double DIGITS = 1e4;

    /**
     * A guess for the next character.
     *
     * @param token the character
     * @param probability the model's probability for it, rounded to four digits
     */
    public record Guess(String token, double probability) {}

    /** A model that reads a text token by token and keeps its state. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Reads the next token.
         *
         * @param token the token's index
         * @return the model's state and probabilities after the token
         */
        Seen read(int token);
    }

    /**
     * The state and probabilities of a model after a token.
     *
     * @param state the hidden state, [numHiddens]
     * @param probabilities the probability of each token to come next, [vocabSize]
     */
    public record Seen(double[] state, double[] probabilities) {}

    /**
     * Lets a model read the beginning of a text.
     *
     * @param whole the whole text
     * @param numHiddens the number of hidden units
     * @param vocabulary the characters of the text and their indices
     * @param reader the model, with a state of zeros
     * @return the excerpt
     */
    public static Excerpt read(String whole, int numHiddens, Vocabulary vocabulary, Reader reader) {
        String text = whole.substring(0, Math.min(whole.length(), Math.min(LENGTH, MAX_ACTIVATIONS / numHiddens)));
        byte[] activations = new byte[text.length() * numHiddens];
        List<List<Guess>> guesses = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            Seen seen = reader.read((int) vocabulary.getIndex(text.substring(i, i + 1)));
            for (int j = 0; j < numHiddens; j++) {
                activations[i * numHiddens + j] =
                        (byte) Math.round(LARGEST * Math.max(-1, Math.min(1, seen.state[j])));
            }
            guesses.add(guesses(seen.probabilities, vocabulary));
        }
        return new Excerpt(text, numHiddens, activations, guesses);
    }

    private static List<Guess> guesses(double[] probabilities, Vocabulary vocabulary) {
        return IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i])).limit(GUESSES)
                .map(i -> new Guess(vocabulary.getToken(i), Math.round(DIGITS * probabilities[i]) / DIGITS)).toList();
    }
}
