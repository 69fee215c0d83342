package org.rnnkit.toolkit;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A vocabulary whose tokens are single characters. */
public final class CharacterVocabulary {

    /** The token for every character that a vocabulary lacks. Its index is 0. */
    public static final String UNKNOWN = "<unk>";

    private CharacterVocabulary() {}

    /**
     * Collects the characters of a text: the unknown token first, then the characters by frequency, most frequent
     * first. Equally frequent ones keep the order of their first appearance.
     *
     * @param characters the text
     * @return the vocabulary of the characters and the unknown token
     */
    public static DefaultVocabulary of(String characters) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        characters.chars().mapToObj(Character::toString).forEach(token -> counts.merge(token, 1, Integer::sum));
        List<String> tokens = new ArrayList<>(List.of(UNKNOWN));
        counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> tokens.add(entry.getKey()));
        return ofTokens(tokens);
    }

    /**
     * Turns a text into token indices.
     *
     * @param vocabulary the characters and their indices
     * @param characters the text
     * @return one index for each character, 0 if the vocabulary lacks it
     */
    public static int[] indices(Vocabulary vocabulary, String characters) {
        return characters.chars().map(c -> (int) vocabulary.getIndex(Character.toString(c))).toArray();
    }

    /** Makes a vocabulary in the given order. The unknown token must be among the tokens, or DJL appends it at the end. */
    static DefaultVocabulary ofTokens(List<String> tokens) {
        return DefaultVocabulary.builder().add(tokens).optUnknownToken(UNKNOWN).build();
    }

    /** Lists all tokens by index. */
    static List<String> tokens(Vocabulary vocabulary) {
        return IntStream.range(0, (int) vocabulary.size()).mapToObj(vocabulary::getToken).toList();
    }
}
