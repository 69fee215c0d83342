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
import org.rnnkit.testkit.Draw;
import org.rnnkit.toolkit.CharacterVocabulary;

/** A check of a step that writes a text with a network, or with a {@link TokenHash} of all tokens that it has read. */
abstract class TextChecks implements StepCheck {

    /** The text whose characters are the vocabulary; two of them are those around {@code <unk>}. */
    static final String TEXT = " etaoinETAhrdlu<>";
    static final Vocabulary VOCABULARY = CharacterVocabulary.of(TEXT);
    /** A character outside the vocabulary; so is H, but not h. */
    static final String UNKNOWN = "?";

    private static final Pattern TOKEN = Pattern.compile("<unk>|(?s:.)");

    /** Draws 1 to 12 characters. */
    static String characters(Draw draw) {
        StringBuilder characters = new StringBuilder();
        for (int i = draw.integer(1, 12); i > 0; i--) {
            characters.append(TEXT.charAt(draw.integer(0, TEXT.length() - 1)));
        }
        return characters.toString();
    }

    /** Tells whether a question is about a hash of the tokens. */
    static boolean isOfHash(ProbePayload question) {
        return question.hasNumber("choices");
    }

    /** Asserts that a text continues a question's prefix, each time with one of the choices that the hash gives. */
    static void compareWithHash(String name, String text, ProbePayload question) {
        compareWithHash(name, text, question, VOCABULARY, question.integer("least"));
    }

    /** Asserts the same of a text in another vocabulary, or with another smallest token. */
    static void compareWithHash(String name, String text, ProbePayload question, Vocabulary vocabulary, int least) {
        String prefix = question.text("prefix");
        int length = question.integer("numPredictions");
        AnswerAssert.that(text != null && text.startsWith(prefix), name + " does not begin with the prefix");
        List<String> tokens = Stream.concat(Arrays.stream(prefix.split("")),
                TOKEN.matcher(text.substring(prefix.length())).results().map(MatchResult::group)).toList();
        AnswerAssert.that(tokens.size() == prefix.length() + length,
                name + " is not the prefix and " + length + " characters more");
        TokenHash hash = TokenHash.BEGIN;
        for (int i = 0; i < tokens.size(); i++) {
            int token = (int) vocabulary.getIndex(tokens.get(i));
            TokenHash before = hash;
            AnswerAssert.that(i < prefix.length() || vocabulary.getToken(token).equals(tokens.get(i))
                    && IntStream.range(0, question.integer("choices")).anyMatch(choice
                            -> before.next(choice, (int) vocabulary.size(), least) == token),
                    name + ": '" + tokens.get(i) + "' at place " + i + " is not what the model expects after reading '"
                            + String.join("", tokens.subList(0, i)) + "'");
            hash = hash.read(token);
        }
    }
}
