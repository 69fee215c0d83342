package org.rnnkit.grader.marking;

/** The people of a class, as an instructor's tables name them. */
@FunctionalInterface
public interface People {

    /** People of whom nothing is known: each name is taken as it is written. */
    People AS_WRITTEN = (written, mayStillHandIn) -> written;

    /**
     * Finds a person.
     *
     * @param written the name of a submission, or a name, number, mail address or login on the roster
     * @param mayStillHandIn whether the person may hand in later. Without a roster, any name is allowed then
     * @return the name of the person's submission. For a person who has handed in nothing, a text that is the same for each
     *     way to write the person's name, and that no submission has as its name
     * @throws org.rnnkit.grader.error.UsageException if this means nobody or several people; the message is for the instructor
     */
    String submissionOf(String written, boolean mayStillHandIn);
}
