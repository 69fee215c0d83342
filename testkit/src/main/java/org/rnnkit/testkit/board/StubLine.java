package org.rnnkit.testkit.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.failure.FailurePlace;

/**
 * A stub's line that throws, left in code that is written.
 *
 * @param file the name of the file
 * @param number the line, from 1
 * @param code the statement that throws
 */
public record StubLine(String file, int number, String code) {

    /** The words for the board. */
    public static final String WORDS = "the stub's line is left";
    /** The comment in a stub below a line that throws in the middle of a method. Given code follows after an empty line. */
    public static final String END = "// Your code ends here.";

    private static final String MESSAGE = "The stub's line is still in ";
    private static final Pattern THROWS = Pattern.compile("(throw new NotImplementedYet|NotImplementedYet\\.raise)\\(.*?\\);");
    private static final String TODO = "// TODO step";

    /**
     * Finds the line. Around a stub's own one there is nothing but its TODO, the braces of the method, and given code.
     *
     * @param file the name of the file
     * @param source its text
     * @param isChanged whether the class is known to differ from the stub
     * @return the line; empty if the source has none with code beside it
     */
    public static Optional<StubLine> leftIn(String file, String source, boolean isChanged) {
        List<String> lines = source.lines().map(String::strip).collect(Collectors.toCollection(ArrayList::new));
        lines.add("}");
        for (int i = 0; i < lines.size() - 1; i++) {
            Matcher found = THROWS.matcher(lines.get(i));
            boolean isLeft = !isComment(lines.get(i)) && found.find() && (hasCode(lines, i, found.start())
                    || isChanged && found.group(1).startsWith("Not"));
            if (isLeft) {
                return Optional.of(new StubLine(file, i + 1, found.group()));
            }
        }
        return Optional.empty();
    }

    /** Tells whether there is code in front of a stub's statement, or between it and the given code around it. */
    private static boolean hasCode(List<String> lines, int at, int column) {
        int above = at - 1;
        boolean hasTodo = false;
        while (above >= 0 && (lines.get(above).isEmpty() || isComment(lines.get(above)))) {
            hasTodo |= lines.get(above).startsWith(TODO);
            above--;
        }
        String before = above < 0 ? "{" : lines.get(above);
        int end = Math.min(Math.max(at, lines.indexOf(END)) + 2, lines.size());
        return column > 0 || !before.endsWith("{") && !(hasTodo && before.endsWith("}"))
                || lines.subList(at + 1, end).stream()
                        .anyMatch(line -> !line.isEmpty() && !line.startsWith("}") && !isComment(line));
    }

    private static boolean isComment(String line) {
        return line.startsWith("//") || line.startsWith("*") || line.startsWith("/*");
    }

    /** Says where the line is and what to do. */
    public Failure failure() {
        return Failure.of(MESSAGE + file + ":" + number + ", so the step always ends there. Delete it: " + code)
                .at(FailurePlace.of(file, number));
    }

    /** Tells whether a step's message is that of a stub's line. */
    public static boolean isMessage(String message) {
        return message.startsWith(MESSAGE);
    }
}
