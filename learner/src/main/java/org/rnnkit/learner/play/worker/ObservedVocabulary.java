package org.rnnkit.learner.play.worker;

import ai.djl.modality.nlp.Vocabulary;
import java.util.function.Consumer;

/**
 * A vocabulary that reports every token that is looked up. A prediction looks up each token that it appends, once.
 *
 * @param vocabulary the vocabulary
 * @param observer receives the tokens
 */
record ObservedVocabulary(Vocabulary vocabulary, Consumer<String> observer) implements Vocabulary {

    @Override
    public String getToken(long index) {
        String token = vocabulary.getToken(index);
        observer.accept(token);
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
