package org.rnnkit.grader.report;

/**
 * A place in a submission's source code.
 *
 * @param file the path of the file, relative to the submission's folder
 * @param line the line number, from 1; null if only the file is known
 */
public record SourceLocation(String file, Integer line) {

    /** Makes the path printable. */
    public SourceLocation {
        file = Printable.of(file);
    }

    /** Puts the location into words, such as "src/Main.java:12". */
    public String fileAndLine() {
        return line == null ? file : file + ":" + line;
    }
}
