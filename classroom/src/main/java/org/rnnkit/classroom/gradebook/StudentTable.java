package org.rnnkit.classroom.gradebook;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;

/**
 * The students in a table: Moodle's grading worksheet or Canvas's gradebook, both in English, or a list of one's own.
 *
 * @param table the cells
 * @param kind what the table was recognised as
 * @param students the students, in the order of the rows
 */
record StudentTable(RosterTable table, RosterKind kind, List<Student> students) {

    private static final String NO_SUBMISSION = "No submission";
    private static final int MAX_SHOWN = 120;
    private static final String PARTICIPANT = "Participant ";
    /** The name of the pretended student that each course in Canvas has. */
    private static final String TEST_STUDENT = "Student, Test";

    /**
     * Reads a file.
     *
     * @throws UsageException if the columns are unknown, or if the file has no students
     */
    static StudentTable read(CsvFile file) {
        RosterTable table = new RosterTable(file);
        RosterKind kind = find(table);
        List<Student> students = IntStream.range(1, table.rowCount()).mapToObj(row -> student(table, kind, row))
                .filter(student -> !student.ids().isEmpty() || !student.logins().isEmpty())
                .filter(student -> kind != RosterKind.CANVAS || !student.name().equals(TEST_STUDENT)).toList();
        if (students.isEmpty()) {
            throw table.unusable("it is taken for " + kind.words() + ", and there is no student in it.");
        }
        return new StudentTable(table, kind, students);
    }

    private static RosterKind find(RosterTable table) {
        return Stream.of(RosterKind.values()).filter(one -> one.columns().stream().allMatch(table::has)).findFirst()
                .filter(one -> one != RosterKind.LIST || Stream.of("id", "email", "login").anyMatch(table::has))
                .orElseThrow(() -> table.unusable("the columns of its first line are not known: "
                        + Printable.line(String.join(", ", table.header()), MAX_SHOWN) + ". "
                        + missingColumns(table) + "Give Moodle's grading worksheet or Canvas's gradebook, downloaded in "
                        + "English, or a list with the columns id,name,email,login."));
    }

    /** Names the columns that a platform's file lacks; empty for any other file. */
    private static String missingColumns(RosterTable table) {
        return Stream.of(RosterKind.MOODLE, RosterKind.CANVAS).filter(one -> table.has(one.columns().get(0))).findFirst()
                .map(one -> "It looks like " + one.words() + ", but lacks "
                        + one.columns().stream().filter(column -> !table.has(column)).collect(Collectors.joining(", ")) + ". ")
                .orElse("");
    }

    private static Student student(RosterTable table, RosterKind kind, int row) {
        return switch (kind) {
            case MOODLE -> moodles(table, row);
            case CANVAS -> student(row, table.value(row, "Student"), table.value(row, "ID"),
                    table.values(row, "ID", "SIS User ID"), table.values(row, "SIS Login ID"), false);
            case LIST -> student(row, table.value(row, "name"), table.values(row, "moodle", "canvas").stream().findFirst()
                    .orElse(""), table.values(row, "id"), table.values(row, "email", "login"), false);
        };
    }

    private static Student moodles(RosterTable table, int row) {
        String identifier = table.value(row, "Identifier");
        if (!identifier.matches(PARTICIPANT + "\\d++")) {
            throw table.unusable("its Identifier \"" + identifier + "\" is not written like \"Participant 4102\". Download "
                    + "Moodle's worksheet in English.");
        }
        return student(row, table.value(row, "Full name"), identifier.substring(PARTICIPANT.length()),
                table.values(row, "Identifier", "ID number"), table.values(row, "Email address", "Username"),
                table.value(row, "Status").startsWith(NO_SUBMISSION));
    }

    private static Student student(int row, String name, String number, List<String> ids, List<String> logins,
            boolean handedInNothing) {
        String shown = name.isEmpty() ? Stream.concat(ids.stream(), logins.stream()).findFirst().orElse("") : name;
        return new Student(row, shown, number, ids, logins.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList(),
                !name.isEmpty(), handedInNothing);
    }

    /** Tells whether the students' numbers are those of Canvas. */
    boolean hasCanvasNumbers() {
        return kind == RosterKind.CANVAS || kind == RosterKind.LIST
                && IntStream.range(1, table.rowCount()).anyMatch(row -> !table.value(row, "canvas").isEmpty());
    }
}
