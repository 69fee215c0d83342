package org.rnnkit.testkit.board;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** The name of a test as a student reads it. */
public final class TestSentence {

    /**
     * One word. An abbreviation has at least two capitals and ends before the capital of the next word; the article "A" is a
     * word of its own. A data type keeps its digits, other numbers are words.
     */
    private static final Pattern WORD = Pattern.compile(
            "NaN|(?:[Ff]loat|[Ii]nt|[Uu]int)\\d+|A(?=[A-Z][a-z])|[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|\\d+|.");

    private static final Pattern ABBREVIATION = Pattern.compile("NaN|\\p{Upper}{2,}");

    private TestSentence() {}

    /**
     * Names a test. A repeated or parameterised test has the name of its method and its own name.
     *
     * @param test the test
     * @param plan the plan that it belongs to
     * @return a sentence such as "state is a new array every time"
     */
    public static String of(TestIdentifier test, TestPlan plan) {
        Optional<TestIdentifier> parent = plan.getParent(test);
        boolean ofMethod = parent.flatMap(TestIdentifier::getSource).filter(TestSentence::isMethod).isPresent();
        return ofMethod ? of(parent.get(), plan) + ": " + test.getDisplayName() : sentence(test);
    }

    /**
     * Names a test method.
     *
     * @param method the name of the method, such as "stateIsANewArrayEveryTime"
     * @return a sentence such as "state is a new array every time"
     */
    public static String ofMethod(String method) {
        StringBuilder sentence = new StringBuilder();
        Matcher words = WORD.matcher(method);
        while (words.find()) {
            String word = words.group();
            sentence.append(sentence.isEmpty() ? "" : " ")
                    .append(ABBREVIATION.matcher(word).matches() ? word : word.toLowerCase(Locale.ROOT));
        }
        return sentence.toString();
    }

    /** Splits the name of the test's method into words, unless the test has a display name of its own. */
    private static String sentence(TestIdentifier test) {
        String display = test.getDisplayName();
        String method = test.getSource().filter(TestSentence::isMethod)
                .map(source -> ((MethodSource) source).getMethodName()).orElse("");
        return display.startsWith(method + "(") ? ofMethod(method) : display;
    }

    private static boolean isMethod(TestSource source) {
        return source instanceof MethodSource;
    }
}
