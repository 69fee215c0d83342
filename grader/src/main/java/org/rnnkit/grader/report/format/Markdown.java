package org.rnnkit.grader.report.format;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text in Markdown that stays text: GitHub looks for no markup, link or person's name between backticks. */
final class Markdown {

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int SHORTEST_FENCE = 3;
    private static final int MAX_CHARACTERS = 4_000;

    private Markdown() {}

    /** A block of lines. */
    static String fence(String text) {
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(text) + 1));
        return fence + "text\n" + cut(text).stripTrailing() + "\n" + fence + "\n";
    }

    /** A piece of a line. */
    static String span(String text) {
        String quote = "`".repeat(longestRun(text) + 1);
        String line = cut(text).replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "" : quote + " " + line + " " + quote;
    }

    /** A summary of a job may have a mebibyte in all, or it is not shown at all. */
    private static String cut(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
    }

    private static int longestRun(String text) {
        return BACKTICKS.matcher(text).results().map(MatchResult::group).mapToInt(String::length).max().orElse(0);
    }
}
