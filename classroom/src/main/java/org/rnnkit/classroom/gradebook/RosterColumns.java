package org.rnnkit.classroom.gradebook;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The columns of a roster that matter, by their numbers from 0. {@link #NONE} is the number of a missing column.
 *
 * @param kind the system that wrote the roster
 * @param ids the columns with identifiers
 * @param logins the columns with user names and e-mail addresses
 * @param names the columns that make up a student's name, in this order
 * @param grade the column for the grade
 * @param maximum the column with the largest grade of each student
 * @param locked the column that says whether the grade can be changed
 * @param feedback the column for a comment
 * @param first the row of the first student
 */
record RosterColumns(RosterKind kind, List<Integer> ids, List<Integer> logins, List<Integer> names, int grade, int maximum,
        int locked, int feedback, int first) {

    /** The number of a missing column. */
    static final int NONE = -1;

    /** The name of the pretended student that each course in Canvas has. */
    private static final String TEST_STUDENT = "Student, Test";

    /** Words for "no" in the languages of Moodle's larger communities. */
    private static final List<String> NO = List.of("no", "nein", "non", "não", "nee", "nej", "nei", "ei", "nie", "ne", "nem",
            "нет", "ні", "hayır", "いいえ", "否", "لا", "όχι");

    RosterColumns with(int newGrade, int newFeedback) {
        return new RosterColumns(kind, ids, logins, names, newGrade, maximum, locked, newFeedback, first);
    }

    /** Lists the students. A row without a name and an identifier is nobody's. */
    List<RosterLine> lines(RosterTable table) {
        return Stream.iterate(first, row -> row < table.rowCount(), row -> row + 1).map(row -> line(table, row))
                .filter(line -> !line.name().isEmpty() && !isTestStudent(line)).toList();
    }

    private boolean isTestStudent(RosterLine line) {
        return kind == RosterKind.CANVAS && line.name().equals(TEST_STUDENT);
    }

    private RosterLine line(RosterTable table, int row) {
        String name = String.join(" ", values(table, row, names));
        List<String> addresses = values(table, row, logins).stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        List<String> all = addresses.stream().flatMap(text -> Stream.of(text, text.replaceFirst("@.*", ""))).distinct()
                .toList();
        List<String> numbers = values(table, row, ids).stream().map(this::number).toList();
        String shown = name.isEmpty() ? Stream.concat(numbers.stream(), addresses.stream()).findFirst().orElse("") : name;
        return new RosterLine(row, shown, NameKey.of(shown), numbers, all);
    }

    private static List<String> values(RosterTable table, int row, List<Integer> columns) {
        return columns.stream().map(column -> table.value(row, column).strip()).filter(text -> !text.isEmpty()).toList();
    }

    /** Returns a worksheet's number without its word: "Participant 1234" is 1234. */
    private String number(String id) {
        return kind == RosterKind.MOODLE_WORKSHEET ? id.replaceFirst("^\\D+(?=\\d+$)", "") : id;
    }

    /** Tells whether the roster says that the grade of a row can't be changed. */
    boolean isLocked(RosterTable table, int row) {
        return NO.contains(table.value(row, locked).strip().toLowerCase(Locale.ROOT));
    }

    /** Returns the largest grade of a row, as it is written; empty if the roster does not say. */
    String maximum(RosterTable table, int row) {
        if (kind == RosterKind.CANVAS) {
            return first > 1 ? table.value(first - 1, grade).strip() : "";
        }
        return table.value(row, maximum).strip();
    }
}
