package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.Vocabulary;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.probe.TokenHash;

/** A comparison of a text with those that a hash of all tokens read can write. */
final class HashReader {

    private HashReader() {}

    /** Asserts that a text continues its prefix, each time with one of the choices that the hash gives. */
    static void compare(String name, String text, int choices, Vocabulary vocabulary, String prefix, int length) {
        AnswerAssert.that(text != null && text.startsWith(prefix) && text.length() == prefix.length() + length,
                name + " is not the prefix and " + length + " characters more");
        TokenHash hash = TokenHash.BEGIN;
        for (int i = 0; i < text.length(); i++) {
            int token = (int) vocabulary.getIndex(String.valueOf(text.charAt(i)));
            TokenHash before = hash;
            AnswerAssert.that(i < prefix.length() || IntStream.range(0, choices)
                    .anyMatch(choice -> before.next(choice, (int) vocabulary.size()) == token),
                    name + ": '" + text.charAt(i) + "' at place " + i + " is not what the model expects after reading '"
                            + text.substring(0, i) + "'");
            hash = hash.read(token);
        }
    }
}
