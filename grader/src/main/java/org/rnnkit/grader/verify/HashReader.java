package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.TokenHash;

/** A comparison of a text with those that a hash of all tokens read can write. */
final class HashReader {

    private static final Pattern TOKEN = Pattern.compile("<unk>|(?s:.)");

    private HashReader() {}

    /**
     * Asserts that a text continues a question's prefix, each time with one of the choices that the hash gives.
     *
     * @param name the text's name
     * @param text the text
     * @param vocabulary the model's tokens
     * @param question the question, with the prefix and the numbers of the model
     */
    static void compare(String name, String text, Vocabulary vocabulary, ProbePayload question) {
        String prefix = question.texts().get("prefix");
        int length = question.integer("numPredictions");
        AnswerAssert.that(text != null && text.startsWith(prefix), name + " does not begin with the prefix");
        List<String> tokens = Stream.concat(Arrays.stream(prefix.split("")), TOKEN.matcher(text.substring(prefix.length()))
                .results().map(MatchResult::group)).toList();
        AnswerAssert.that(tokens.size() == prefix.length() + length,
                name + " is not the prefix and " + length + " characters more");
        TokenHash hash = TokenHash.BEGIN;
        for (int i = 0; i < tokens.size(); i++) {
            int token = (int) vocabulary.getIndex(tokens.get(i));
            TokenHash before = hash;
            AnswerAssert.that(i < prefix.length() || vocabulary.getToken(token).equals(tokens.get(i))
                    && IntStream.range(0, question.integer("choices")).anyMatch(choice
                            -> before.next(choice, (int) vocabulary.size(), question.integer("least")) == token),
                    name + ": '" + tokens.get(i) + "' at place " + i + " is not what the model expects after reading '"
                            + String.join("", tokens.subList(0, i)) + "'");
            hash = hash.read(token);
        }
    }
}
