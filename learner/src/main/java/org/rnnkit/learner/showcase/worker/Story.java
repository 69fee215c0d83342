package org.rnnkit.learner.showcase.worker;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TextSource;

/** The text of all showcases, and an untrained network for it. The text is the kit's own story, with its 28 tokens. */
final class Story {

    /** The number of characters to train on, as in the chapters. */
    static final int LENGTH = 10_000;

    /** The number of sequences in a minibatch, as in the chapters. */
    static final int BATCH_SIZE = 32;

    /** The length of a sequence, as in the chapters. */
    static final int NUM_STEPS = 35;

    private static final String TEXT = TextSource.embedded().characters();

    static final Vocabulary VOCABULARY = CharacterVocabulary.of(TEXT);

    private Story() {}

    static int vocabSize() {
        return (int) VOCABULARY.size();
    }

    static List<String> tokens() {
        return IntStream.range(0, vocabSize()).mapToObj(VOCABULARY::getToken).toList();
    }

    /** Returns minibatches of the text's beginning, always the same. */
    static SequenceDataset dataset() {
        return new SequenceDataset(CharacterVocabulary.indices(VOCABULARY, TEXT.substring(0, LENGTH)), BATCH_SIZE, NUM_STEPS,
                Sampling.SEQUENTIAL, 1);
    }

    /** Splits a text into characters, one for each token. */
    static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    /** Returns the indices of a text's characters, [1, length]. An unknown character has index 0. */
    static NDArray indices(NDManager manager, List<String> characters) {
        return manager.create(new long[][] {characters.stream().mapToLong(VOCABULARY::getIndex).toArray()});
    }

    /** Makes an untrained network of the nine steps. In a worker, these are the student's. */
    static LanguageModel network(NDManager manager, int numHiddens) {
        return new RnnModelScratch(manager, vocabSize(), numHiddens, RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
    }
}
