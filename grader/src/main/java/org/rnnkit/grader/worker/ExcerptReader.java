package org.rnnkit.grader.worker;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.Excerpt.Guess;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Lets a model read a text character by character, and notes its state and its guesses. */
final class ExcerptReader {

    private static final int GUESSES = 5;
    private static final int LARGEST = 127;

    private ExcerptReader() {}

    /** Reads. */
    static Excerpt read(String text, LanguageModel net, Vocabulary vocabulary, NDManager manager) {
        List<List<Guess>> guesses = new ArrayList<>();
        byte[] activations = new byte[0];
        int numHiddens = 0;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray tokens = manager.create(CharacterVocabulary.indices(vocabulary, text)).reshape(-1, 1, 1);
            NDList state = net.beginState(manager, 1);
            for (int i = 0; i < text.length(); i++) {
                RnnOutput output = net.forward(tokens.get(i), state);
                state = output.state();
                float[] h = state.get(0).toFloatArray();
                if (i == 0) {
                    numHiddens = h.length;
                    activations = new byte[text.length() * numHiddens];
                }
                for (int j = 0; j < numHiddens; j++) {
                    activations[i * numHiddens + j] = (byte) Math.round(LARGEST * Math.max(-1, Math.min(1, h[j])));
                }
                guesses.add(guesses(output.logits(), vocabulary));
            }
        }
        return new Excerpt(text, numHiddens, activations, guesses);
    }

    private static List<Guess> guesses(NDArray logits, Vocabulary vocabulary) {
        float[] probabilities = logits.softmax(1).toFloatArray();
        return IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i])).limit(GUESSES)
                .map(i -> new Guess(vocabulary.getToken(i), probabilities[i])).toList();
    }
}
