package org.rnnkit.classroom.gradebook;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rnnkit.classroom.inbox.HandIn;

/**
 * A student on a roster.
 *
 * @param row the row of the table
 * @param name the name as the roster shows it; the first key if it has none
 * @param number the student's number in the names of the platform's uploads; empty in a list of one's own
 * @param ids the identifiers, which name the student exactly as they are written, without empty ones
 * @param logins the user names and e-mail addresses, in lower case, without empty ones
 * @param isNamed whether the roster shows a name
 * @param handedInNothing whether the roster says so
 */
record Student(int row, String name, String number, List<String> ids, List<String> logins, boolean isNamed,
        boolean handedInNothing) {

    /** Tells whether a text is a key of this student. */
    boolean isCalled(String key) {
        return ids.contains(key) || logins.contains(key.toLowerCase(Locale.ROOT));
    }

    /** Tells whether the name of an upload is this student's, as far as it can be seen. Moodle may write a group before it. */
    boolean isConfirmedBy(HandIn handIn) {
        NameKey key = NameKey.of(name);
        return !isNamed || !handIn.isFromPlatform() || Stream.iterate(handIn.student(), text -> !text.isEmpty(),
                text -> text.substring(text.indexOf('-') + 1, text.contains("-") ? text.length() : 0))
                .anyMatch(text -> key.matches(NameKey.of(text)));
    }

    /** Returns the name, with a key that tells two students of one name apart. */
    String words() {
        return Stream.concat(ids.stream(), logins.stream()).findFirst().filter(id -> !id.equals(name))
                .map(id -> name + " (" + id + ")").orElse(name);
    }
}
