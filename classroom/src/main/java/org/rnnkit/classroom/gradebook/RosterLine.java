package org.rnnkit.classroom.gradebook;

import java.util.List;
import java.util.Locale;

/**
 * A student on a roster.
 *
 * @param row the row of the table
 * @param name the name as the roster shows it
 * @param key the name in a form that can be compared
 * @param ids the numbers and other identifiers that the system gave, without empty ones
 * @param logins the user names and e-mail addresses, in lower case, without empty ones
 */
record RosterLine(int row, String name, NameKey key, List<String> ids, List<String> logins) {

    /** Tells whether a text is one of this student's identifiers. An empty one is nobody's. */
    boolean hasId(String text) {
        return ids.contains(text);
    }

    /** Tells whether a text is a login of this student. */
    boolean hasLogin(String text) {
        return logins.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Tells whether a text ends in a login of this student. It may also end in the longer login of somebody else. */
    boolean isEnding(String text) {
        return logins.stream().anyMatch(login -> text.toLowerCase(Locale.ROOT).endsWith("-" + login));
    }
}
