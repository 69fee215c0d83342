package org.rnnkit.testkit.board;

import java.util.stream.Collectors;

/** Word wrap for lines of text. Text without spaces, such as a path, is never wrapped. */
public final class WordWrap {

    private WordWrap() {}

    /**
     * Breaks the lines that are too long.
     *
     * @param text one line or several
     * @param width the number of columns
     * @return the lines; a continued line has the same indentation as its beginning
     */
    public static String of(String text, int width) {
        return text.lines().map(line -> wrapped(line, width)).collect(Collectors.joining("\n"));
    }

    private static String wrapped(String line, int width) {
        StringBuilder lines = new StringBuilder();
        int indent = line.length() - line.stripLeading().length();
        String rest = line.stripTrailing();
        while (rest.length() > width) {
            int end = rest.lastIndexOf(' ', width);
            if (end <= indent) {
                end = rest.indexOf(' ', Math.max(width, indent));
            }
            if (end < 0) {
                break;
            }
            lines.append(rest.substring(0, end).stripTrailing()).append('\n');
            rest = " ".repeat(indent) + rest.substring(end).strip();
        }
        return lines.append(rest).toString();
    }
}
