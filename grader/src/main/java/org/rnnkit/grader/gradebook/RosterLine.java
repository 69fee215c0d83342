package org.rnnkit.grader.gradebook;

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

    /** Tells whether a text is one of this student's identifiers. */
    boolean hasId(String text) {
        return ids.contains(text);
    }

    /** Tells whether a text is a login of this student or ends in one, as the names of GitHub Classroom's repositories do. */
    boolean hasLogin(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return logins.stream().anyMatch(login -> lower.equals(login) || lower.endsWith("-" + login));
    }
}
