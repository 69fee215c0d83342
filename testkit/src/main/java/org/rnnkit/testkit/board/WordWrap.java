package org.rnnkit.testkit.board;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Word wrap for lines of text. Words, such as a path, quoted text and commands are never broken. */
public final class WordWrap {

    /** The name of a command of the kit or of Maven, with the arguments that usually follow. */
    private static final String COMMAND =
            "(?:\\./rnnkit|\\bmvn)(?: [a-z][a-z-]*)?(?: (?:-\\S+|\\d\\S*|[A-Z_]+\\b|exercises|solutions|\"[^\"]*\"))*+";

    /** An opening quotation mark follows a space or a bracket, so that a mark of inches or a lone one opens nothing. */
    private static final String QUOTED = "(?<![^\\s(\\[=:])\"[^\"]*\"|\u201C[^\u201D]*\u201D";

    private static final Pattern UNBROKEN = Pattern.compile(COMMAND + "|" + QUOTED);

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
            int end = lineEnd(rest, indent, width);
            if (end == rest.length()) {
                break;
            }
            lines.append(rest.substring(0, end).stripTrailing()).append('\n');
            rest = " ".repeat(indent) + rest.substring(end).strip();
        }
        return lines.append(rest).toString();
    }

    /** Returns the last space that a line may end at within the width, or else the first one after it. */
    private static int lineEnd(String text, int indent, int width) {
        Matcher unbroken = UNBROKEN.matcher(text);
        int last = indent;
        int from = indent;
        while (from < text.length()) {
            boolean more = unbroken.find(from);
            int to = more ? unbroken.start() : text.length();
            for (int i = from; i < to; i++) {
                if (text.charAt(i) == ' ' && i > indent) {
                    if (i > width) {
                        return last > indent ? last : i;
                    }
                    last = i;
                }
            }
            from = more ? unbroken.end() : to;
        }
        return last > indent ? last : text.length();
    }
}
