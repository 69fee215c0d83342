package org.rnnkit.grader.marking;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
     * @throws org.rnnkit.grader.system.UsageException if this means nobody or several people; the message is for the
     * instructor
     */
    String submissionOf(String written, boolean mayStillHandIn);

    /** Returns the name of a person whom {@link #submissionOf} has found, for a message. */
    default String shown(String person, String written) {
        return written;
    }

    /**
     * Lists the names of the hand-ins of each person with several, by what {@link #submissionOf} returns for the person.
     */
    default Map<String, List<String>> handIns() {
        return Map.of();
    }

    /** Lists what {@link #submissionOf} may return for a hand-in: its name, and its author if the author has several. */
    default List<String> keysOf(String handIn) {
        return Stream.concat(Stream.of(handIn), handIns().entrySet().stream()
                .filter(person -> person.getValue().contains(handIn)).map(Map.Entry::getKey)).toList();
    }
}
