package org.rnnkit.testkit.failure;

import java.util.regex.Pattern;

/**
 * A line of the step's code.
 *
 * @param file the name of the file
 * @param line the line number, from 1
 */
public record FailurePlace(String file, int line) {

    private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}_$.-]{1,200}");
    private static final int MAX_LINE = 1_000_000;

    /** Rejects values that no line of a file has, because a place may come from a student's process. */
    public FailurePlace {
        if (!FILE_NAME.matcher(file).matches() || line < 1 || line > MAX_LINE) {
            throw new IllegalArgumentException("no line of a file");
        }
    }
}
