package org.rnnkit.grader.system;

import java.nio.file.Path;

/**
 * A submission that can't be taken as it was handed in. Its author has to hand in again. There are two texts: the student
 * does not see the path of the upload on the instructor's machine.
 */
public final class RefusedException extends UsageException {

    private static final long serialVersionUID = 1L;

    private final String forStudent;

    /** Makes the exception. The text is one line for the student: what is wrong and what to do. */
    public RefusedException(String forStudent) {
        this(forStudent, forStudent);
    }

    private RefusedException(String message, String forStudent) {
        super(message);
        this.forStudent = forStudent;
    }

    /** Adds a sentence that only the instructor sees. */
    public RefusedException withAdvice(String advice) {
        return new RefusedException(getMessage() + " " + advice, forStudent);
    }

    /** Adds the place of the upload for the instructor: the folder or file that was handed in. */
    public RefusedException at(Path place) {
        return new RefusedException(place + ": " + getMessage(), forStudent);
    }

    /** Returns the text for the student, in one line: what is wrong and what to do. */
    public String forStudent() {
        return forStudent;
    }
}
