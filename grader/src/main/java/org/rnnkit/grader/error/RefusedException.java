package org.rnnkit.grader.error;

import java.nio.file.Path;

/**
 * A submission that can't be taken as it was handed in. Its author has to hand in again. There are two texts: the student
 * does not see the path of the upload on the instructor's machine.
 */
public final class RefusedException extends UsageException {

    private static final long serialVersionUID = 1L;

    private final String forStudent;

    /**
     * Makes the exception.
     *
     * @param forStudent one line for the student: what is wrong and what to do
     */
    public RefusedException(String forStudent) {
        this(forStudent, forStudent);
    }

    private RefusedException(String message, String forStudent) {
        super(message);
        this.forStudent = forStudent;
    }

    /**
     * Adds a sentence that only the instructor sees.
     *
     * @param advice the sentence
     * @return the exception with the longer message
     */
    public RefusedException withAdvice(String advice) {
        return new RefusedException(getMessage() + " " + advice, forStudent);
    }

    /**
     * Adds the place of the upload for the instructor.
     *
     * @param place the folder or file that was handed in
     * @return the exception with the longer message
     */
    public RefusedException at(Path place) {
        return new RefusedException(place + ": " + getMessage(), forStudent);
    }

    /**
     * Returns the text for the student.
     *
     * @return one line: what is wrong and what to do
     */
    public String forStudent() {
        return forStudent;
    }
}
