package org.rnnkit.learner.play.worker;

import ai.djl.modality.nlp.Vocabulary;
import java.util.function.Consumer;

/**
 * A vocabulary that tells of every token that is looked up: a prediction does so once for each that it appends.
 *
 * @param vocabulary the vocabulary
 * @param told told of the tokens
 */
record ObservedVocabulary(Vocabulary vocabulary, Consumer<String> told) implements Vocabulary {

    @Override
    public String getToken(long index) {
        String token = vocabulary.getToken(index);
        told.accept(token);
        return token;
    }

    @Override
    public boolean contains(String token) {
        return vocabulary.contains(token);
    }

    @Override
    public long getIndex(String token) {
        return vocabulary.getIndex(token);
    }

    @Override
    public long size() {
        return vocabulary.size();
    }
}
