package org.rnnkit.grader.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.grader.compile.CompileError;

/** One error of the compiler's as a student reads it. */
public final class Explanation {

    private Explanation() {}

    /**
     * Explains an error.
     *
     * @param error what the compiler says
     * @param place what to call the file
     * @return place and message, the line with a caret under it, and the likely slip where it is a common one
     */
    public static String of(CompileError error, String place) {
        if (error.file() == null) {
            return error.message();
        }
        String source = read(error.file());
        String said = place + ":" + error.line() + ": " + error.message().lines().findFirst().orElse("");
        String details = error.message().lines().skip(1).map(line -> "\n" + line).reduce("", String::concat);
        return said + "\n" + marked(source, (int) error.position()) + details
                + Advice.on(error, source).map(advice -> "\n→ " + advice).orElse("");
    }

    /** The line that the position is on, and a caret under it; a tab is as wide as a space. */
    private static String marked(String source, int position) {
        int place = Math.max(0, Math.min(position, source.length()));
        int begin = source.lastIndexOf('\n', place - 1) + 1;
        int end = source.indexOf('\n', place);
        String line = source.substring(begin, end < 0 ? source.length() : end).stripTrailing().replace('\t', ' ');
        return line + "\n" + " ".repeat(place - begin) + "^";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return ""; // the message is worth having without its line
        }
    }
}
