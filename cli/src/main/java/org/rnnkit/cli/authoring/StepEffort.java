package org.rnnkit.cli.authoring;

import java.util.List;

/**
 * The size of a step's work, from which its time is estimated.
 *
 * @param lines the reference's lines of code that a student writes
 * @param words the words of the chapter
 * @param calls the calls in the chapter's table
 */
record StepEffort(int lines, int words, int calls) {

    /** The bounds of the estimate: reading, in words a minute, and writing, in minutes a line. */
    private static final int FAST_READER = 200;
    private static final int SLOW_READER = 100;
    private static final int FAST_WRITER = 2;
    private static final int SLOW_WRITER = 6;
    private static final int ROUNDED_TO = 5;

    private static final String CALLS = "\n## Calls to know\n";

    /**
     * Measures a step.
     *
     * @param solution the source of the reference, with its markers
     * @param chapter the text of the chapter
     */
    static StepEffort of(String solution, String chapter) {
        int from = chapter.indexOf(CALLS);
        int to = chapter.indexOf("\n## ", from + 1);
        List<String> calls = from < 0 || to < 0 ? List.of() : chapter.substring(from, to).lines().toList();
        return new StepEffort(lines(solution), chapter.split("\\s+").length,
                (int) calls.stream().filter(line -> line.startsWith("| `")).count());
    }

    private static int lines(String solution) {
        int lines = 0;
        boolean written = false;
        for (String line : solution.lines().map(String::strip).toList()) {
            if (line.startsWith("// <solution")) {
                written = true;
            } else if (line.startsWith("// </solution")) {
                written = false;
            } else if (written && !line.isEmpty() && !line.startsWith("/") && !line.startsWith("*")) {
                lines++;
            }
        }
        return lines;
    }

    /** Returns the estimated minutes of a fast reader and writer. */
    int least() {
        return minutes(FAST_READER, FAST_WRITER);
    }

    /** Returns the estimated minutes of a slow reader and writer. */
    int most() {
        return minutes(SLOW_READER, SLOW_WRITER);
    }

    private int minutes(int wordsAMinute, int minutesALine) {
        double minutes = (double) words / wordsAMinute + minutesALine * lines;
        return (int) Math.max(1, Math.round(minutes / ROUNDED_TO)) * ROUNDED_TO;
    }
}
