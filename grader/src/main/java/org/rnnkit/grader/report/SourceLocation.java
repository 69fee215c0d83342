package org.rnnkit.grader.report;

/**
 * A line in a submission's source code.
 *
 * @param file the path of the file, relative to the submission's folder
 * @param line the line number, from 1
 */
public record SourceLocation(String file, int line) {

    /**
     * Puts the location into words for a reader.
     *
     * @return file and line, such as "src/Main.java:12"
     */
    public String fileAndLine() {
        return file + ":" + line;
    }
}
