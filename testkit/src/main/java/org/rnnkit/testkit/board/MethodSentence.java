package org.rnnkit.testkit.board;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a test method as a sentence: "stateIsANewArrayEveryTime" becomes "state is a new array every time". */
final class MethodSentence {

    /**
     * One word. An abbreviation has at least two capitals and ends before the capital of the next word; the article "A" is a
     * word of its own. A data type keeps its digits, other numbers are words.
     */
    private static final Pattern WORD = Pattern.compile(
            "NaN|(?:[Ff]loat|[Ii]nt|[Uu]int)\\d+|A(?=[A-Z][a-z])|[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|\\d+|.");

    private static final Pattern ABBREVIATION = Pattern.compile("NaN|\\p{Upper}{2,}");

    private MethodSentence() {}

    static String of(String method) {
        StringBuilder sentence = new StringBuilder();
        Matcher words = WORD.matcher(method);
        while (words.find()) {
            String word = words.group();
            sentence.append(sentence.isEmpty() ? "" : " ")
                    .append(ABBREVIATION.matcher(word).matches() ? word : word.toLowerCase(Locale.ROOT));
        }
        return sentence.toString();
    }
}
