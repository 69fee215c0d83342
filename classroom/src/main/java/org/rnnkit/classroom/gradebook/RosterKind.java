package org.rnnkit.classroom.gradebook;

import java.util.List;

/** The kinds of rosters, each with the columns by which it is known. */
enum RosterKind {

    /** The worksheet that Moodle offers for grading outside of it. */
    MOODLE("Moodle's grading worksheet", "Identifier", "Grade", "Maximum Grade"),
    /** The export of Canvas's gradebook. */
    CANVAS("Canvas's gradebook", "Student", "ID", "Section"),
    /** A list of an instructor's own, with the column name and at least one of id, email and login. */
    LIST("a list of names", "name");

    private final String words;
    private final List<String> columns;

    RosterKind(String words, String... columns) {
        this.words = words;
        this.columns = List.of(columns);
    }

    String words() {
        return words;
    }

    List<String> columns() {
        return columns;
    }
}
