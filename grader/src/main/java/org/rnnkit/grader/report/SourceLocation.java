package org.rnnkit.grader.report;

/**
 * A place in a submission.
 *
 * @param file the file, from the submission's folder
 * @param line the line, from 1
 */
public record SourceLocation(String file, int line) {

    /**
     * Returns the place as it is shown.
     *
     * @return such as "src/Main.java:12"
     */
    public String words() {
        return file + ":" + line;
    }
}
