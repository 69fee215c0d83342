package org.rnnkit.grader.report.format;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Student text in Markdown, put between backticks. There GitHub reads no markup, no links and no user names. */
final class Markdown {

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int SHORTEST_FENCE = 3;
    private static final int MAX_CHARACTERS = 4_000;

    private Markdown() {}

    /** Makes a fenced block of a text with several lines. */
    static String fence(String text) {
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(text) + 1));
        return fence + "text\n" + cut(text).stripTrailing() + "\n" + fence + "\n";
    }

    /** Makes an inline code span of a short text. */
    static String span(String text) {
        String quote = "`".repeat(longestRun(text) + 1);
        String line = cut(text).replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "" : quote + " " + line + " " + quote;
    }

    /** Limits the length of a text. GitHub does not show a job summary that is larger than one mebibyte. */
    private static String cut(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
    }

    private static int longestRun(String text) {
        return BACKTICKS.matcher(text).results().map(MatchResult::group).mapToInt(String::length).max().orElse(0);
    }
}
