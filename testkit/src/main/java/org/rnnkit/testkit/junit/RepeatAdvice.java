package org.rnnkit.testkit.junit;

import java.util.regex.Pattern;
import org.rnnkit.testkit.steps.Step;

/**
 * The last lines of a failed test's message: how to get a hint, and how to repeat the test with the same numbers. All tests
 * of a step have the same lines, so a report shows them once for each step.
 */
public final class RepeatAdvice {

    private static final Pattern LINES =
            Pattern.compile("\nHint: \\./rnnkit hint \\d+\nAgain with the same numbers:\nmvn test [^\n]*");

    private RepeatAdvice() {}

    /** Adds the lines to a message. */
    static String addTo(String message, Step step, long seed) {
        return message + "\nHint: ./rnnkit hint " + step.number() + "\nAgain with the same numbers:\nmvn test -pl exercises "
                + "-Dgroups=" + step.tag() + " -Drnnkit.seed=" + seed;
    }

    /**
     * Removes the lines from a message.
     *
     * @param message the message of a test or of a step
     * @return the message without these lines
     */
    public static String removeFrom(String message) {
        return LINES.matcher(message).replaceAll("");
    }
}
