package org.rnnkit.grader.worker.step;

import java.util.regex.Pattern;
import org.rnnkit.grader.worker.MessageBounds;

/**
 * A line of the step's code.
 *
 * @param line the line number, from 1
 */
public record FailurePlace(String file, int line) {

    private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}_$.-]{1,200}");
    private static final int MAX_LINE = 1_000_000;

    /** Rejects values that no line of a file has. */
    public FailurePlace {
        MessageBounds.require(FILE_NAME.matcher(file).matches(), "file");
        MessageBounds.require(line >= 1 && line <= MAX_LINE, "line");
    }
}
