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
        if (!isPlace(file, line)) {
            throw new IllegalArgumentException("no line of a file");
        }
    }

    /**
     * Makes the place that a compiler names.
     *
     * @param path the path of the file
     * @return the place; null if no file has such a name or line
     */
    public static FailurePlace of(String path, long line) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return isPlace(name, line) ? new FailurePlace(name, (int) line) : null;
    }

    private static boolean isPlace(String name, long line) {
        return FILE_NAME.matcher(name).matches() && line >= 1 && line <= MAX_LINE;
    }
}
