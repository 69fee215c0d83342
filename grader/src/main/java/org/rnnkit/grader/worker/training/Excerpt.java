package org.rnnkit.grader.worker.training;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A piece of text as a model reads it.
 *
 * @param text the characters
 * @param numHiddens the number of hidden units
 * @param activations after each character each unit's activation, from -127 for -1 to 127 for 1: [text][numHiddens]
 * @param guesses after each character what the model holds for likely next
 */
public record Excerpt(String text, int numHiddens, byte[] activations, List<List<Guess>> guesses) {

    /** A page full. */
    private static final int LENGTH = 600;
    private static final int MAX_ACTIVATIONS = 2_000_000;
    private static final int GUESSES = 5;
    private static final int LARGEST = 127;
    private static final double DIGITS = 1e4;

    /**
     * A character that may come next.
     *
     * @param token the character
     * @param probability how likely it is
     */
    public record Guess(String token, double probability) {}

    /** A model that reads on, token by token. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Reads one more.
         *
         * @param token the token's index
         * @return what the model is like afterwards
         */
        Seen read(int token);
    }

    /**
     * A model after a token.
     *
     * @param state the hidden units, [numHiddens]
     * @param probabilities of what comes next, [vocabSize]
     */
    public record Seen(double[] state, double[] probabilities) {}

    /**
     * Lets a model read the beginning of a text.
     *
     * @param whole the text
     * @param numHiddens the number of hidden units
     * @param vocabulary its characters
     * @param reader the model, from a state of zeros
     * @return what was seen
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
