package org.rnnkit.testkit.board;

import java.util.regex.Matcher;

/**
 * The parts of a step's message, in the order in which a page shows them.
 *
 * @param headline the likely mistake, or else what went wrong in one line
 * @param details what came out, and what should have
 * @param command the command that repeats the tests with the same numbers; empty if the message has none
 */
public record MessageParts(String headline, String details, String command) {

    /**
     * Takes a message apart.
     *
     * @param message the message of a step
     * @return its parts
     */
    public static MessageParts of(String message) {
        Matcher advice = StepMessage.ADVICE.matcher(message);
        String command = advice.find() ? advice.group(1) : "";
        String shown = StepMessage.withoutAdvice(message).strip();
        Matcher likely = StepMessage.COMPILER_ADVICE.matcher(shown);
        if (likely.find()) {
            return new MessageParts(likely.group(1), likely.replaceFirst("").strip(), command);
        }
        Matcher headline = StepMessage.HEADLINE.matcher(shown);
        int end = headline.find() ? headline.end() : 0;
        return new MessageParts(shown.substring(0, end), shown.substring(Math.min(shown.length(), end + 1)), command);
    }
}
