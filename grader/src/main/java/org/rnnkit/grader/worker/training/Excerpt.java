package org.rnnkit.grader.worker.training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * The beginning of a text, with the model's state and guesses after each character.
 *
 * @param text the characters
 * @param numHiddens the number of hidden units
 * @param activations the activation of each unit after each character, flattened from [text length, numHiddens]; -127
 * stands for -1 and 127 for 1
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

        /** Reads the next token. */
        ModelOutput read(int token);
    }

    /**
     * Lets any model of any size read the beginning of a text with its own code. A grading does not use it: there
     * OracleModel reads in plain Java, with the trained parameters.
     */
    static Excerpt read(String whole, int numHiddens, LanguageModel net, Vocabulary vocabulary, NDManager manager) {
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            AtomicReference<NDList> state = new AtomicReference<>(net.beginState(scoped, 1));
            return read(whole, numHiddens, vocabulary, token -> {
                RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state.get());
                state.set(output.state());
                return new ModelOutput(doubles(output.state().get(0)), doubles(output.logits().softmax(1)));
            });
        }
    }

    private static double[] doubles(NDArray array) {
        float[] floats = array.toFloatArray();
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    /** Lets a model, with a state of zeros, read the beginning of a text. */
    public static Excerpt read(String whole, int numHiddens, Vocabulary vocabulary, Reader reader) {
        String text = whole.substring(0, Math.min(whole.length(), Math.min(LENGTH, MAX_ACTIVATIONS / numHiddens)));
        byte[] activations = new byte[text.length() * numHiddens];
        List<List<Guess>> guesses = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            ModelOutput output = reader.read((int) vocabulary.getIndex(text.substring(i, i + 1)));
            for (int j = 0; j < numHiddens; j++) {
                activations[i * numHiddens + j] =
                        (byte) Math.round(LARGEST * Math.max(-1, Math.min(1, output.state()[j])));
            }
            guesses.add(guesses(output.probabilities(), vocabulary));
        }
        return new Excerpt(text, numHiddens, activations, guesses);
    }

    /** Returns the excerpt for the page's script. */
    public String data() {
        try {
            return WorkerFrame.JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Guess> guesses(double[] probabilities, Vocabulary vocabulary) {
        return IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i])).limit(GUESSES)
                .map(i -> new Guess(vocabulary.getToken(i), Math.round(DIGITS * probabilities[i]) / DIGITS)).toList();
    }
}
