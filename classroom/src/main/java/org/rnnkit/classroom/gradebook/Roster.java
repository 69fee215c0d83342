package org.rnnkit.classroom.gradebook;

import static org.rnnkit.classroom.gradebook.RosterTable.NONE;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.system.UsageException;

/**
 * The students of a class, from Moodle's grading worksheet or Canvas's gradebook, both in English, or from a list of one's own
 * with the columns id, name, email and login; and the cells for their grades and comments.
 */
final class Roster {

    private static final String NO_SUBMISSION = "No submission";
    private static final String PARTICIPANT = "Participant ";
    private static final String POINTS_POSSIBLE = "Points Possible";
    /** The name of the pretended student that each course in Canvas has. */
    private static final String TEST_STUDENT = "Student, Test";
    private static final List<DateTimeFormatter> MOODLES_TIMES = Stream.of("EEEE, d MMMM yyyy, h:mm a",
            "EEEE, d MMMM yyyy, HH:mm").map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)).toList();

    private final RosterTable table;
    private final RosterKind kind;
    private final int grade;
    private final int feedback;
    private final List<Student> students;

    /** Reads a file; see {@link Gradebook#read}. */
    Roster(CsvFile file, String column) {
        this.table = new RosterTable(file);
        this.kind = find(table);
        if (column != null && kind != RosterKind.CANVAS) {
            throw unusable("--column is for Canvas's gradebook, which has a column for each assignment.");
        }
        this.grade = switch (kind) {
            case MOODLE -> table.column("Grade");
            case CANVAS -> assignment(column);
            case LIST -> table.require("score");
        };
        this.feedback = switch (kind) {
            case MOODLE -> table.column("Feedback comments");
            case CANVAS -> NONE;
            case LIST -> table.require("feedback");
        };
        this.students = IntStream.range(1, table.rowCount()).mapToObj(this::student)
                .filter(student -> !student.ids().isEmpty() || !student.logins().isEmpty())
                .filter(student -> kind != RosterKind.CANVAS || !student.name().equals(TEST_STUDENT)).toList();
        if (students.isEmpty()) {
            throw unusable("it is taken for " + kind.words() + ", and there is no student in it.");
        }
    }

    private static UsageException unusable(String reason) {
        return new UsageException("The roster can't be used: " + reason.replaceAll("\\R", " "));
    }

    private static RosterKind find(RosterTable table) {
        return Stream.of(RosterKind.values()).filter(one -> one.columns().stream().allMatch(table::has)).findFirst()
                .filter(one -> one != RosterKind.LIST || Stream.of("id", "email", "login").anyMatch(table::has))
                .orElseThrow(() -> unusable("the columns of its first line are not known: " + String.join(", ", table.header())
                        + ". " + missingColumns(table) + "Give Moodle's grading worksheet or Canvas's gradebook, downloaded in "
                        + "English, or a list with the columns id,name,email,login."));
    }

    /** Names the columns that a platform's file lacks; empty for any other file. */
    private static String missingColumns(RosterTable table) {
        return Stream.of(RosterKind.MOODLE, RosterKind.CANVAS).filter(one -> table.has(one.columns().get(0))).findFirst()
                .map(one -> "It looks like " + one.words() + ", but lacks "
                        + one.columns().stream().filter(column -> !table.has(column)).collect(Collectors.joining(", ")) + ". ")
                .orElse("");
    }

    /** Finds Canvas's column for an assignment, such as "RNN Kit (90210)". */
    private int assignment(String wanted) {
        List<String> header = table.header();
        List<Integer> all = IntStream.range(0, header.size())
                .filter(column -> header.get(column).matches(".+ \\(\\d++\\)") && !maximum(column).equals("(read only)")
                        && (wanted == null || header.get(column).startsWith(wanted + " (")
                                || header.get(column).equals(wanted))).boxed().toList();
        if (all.size() != 1) {
            throw unusable((wanted == null ? "it is not clear which assignment this is. Give its name with --column"
                    : "it has " + (all.isEmpty() ? "no assignment \"" : "several assignments \"") + wanted + "\"")
                    + ". Its columns are: " + String.join(", ", header) + ".");
        }
        return all.get(0);
    }

    private String maximum(int column) {
        return IntStream.range(1, table.rowCount()).filter(row -> table.value(row, 0).equalsIgnoreCase(POINTS_POSSIBLE))
                .mapToObj(row -> table.value(row, column)).findFirst().orElse("");
    }

    private Student student(int row) {
        return switch (kind) {
            case MOODLE -> moodles(row);
            case CANVAS -> student(row, value(row, "Student"), value(row, "ID"), values(row, "ID", "SIS User ID"),
                    values(row, "SIS Login ID"));
            case LIST -> student(row, value(row, "name"), "", values(row, "id"), values(row, "email", "login"));
        };
    }

    private Student moodles(int row) {
        String identifier = value(row, "Identifier");
        if (!identifier.matches(PARTICIPANT + "\\d++")) {
            throw unusable("its Identifier \"" + identifier + "\" is not written like \"Participant 4102\". Download Moodle's "
                    + "worksheet in English.");
        }
        return student(row, value(row, "Full name"), identifier.substring(PARTICIPANT.length()),
                values(row, "Identifier", "ID number"), values(row, "Email address", "Username"));
    }

    private Student student(int row, String name, String number, List<String> ids, List<String> logins) {
        String shown = name.isEmpty() ? Stream.concat(ids.stream(), logins.stream()).findFirst().orElse("") : name;
        return new Student(row, shown, number, ids, logins.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList(),
                !name.isEmpty(), kind == RosterKind.MOODLE && value(row, "Status").startsWith(NO_SUBMISSION));
    }

    private String value(int row, String column) {
        return table.value(row, table.column(column));
    }

    private List<String> values(int row, String... columns) {
        return Stream.of(columns).map(column -> value(row, column)).filter(text -> !text.isEmpty()).distinct().toList();
    }

    RosterKind kind() {
        return kind;
    }

    List<Student> students() {
        return students;
    }

    /**
     * Reads Moodle's times of hand-in, by the student. A time that is written in another form stays unknown; the class page
     * then asks for it.
     *
     * @param zone the zone of the times, which are written without one
     */
    Map<Student, Instant> times(ZoneId zone) {
        Map<Student, Instant> times = new HashMap<>();
        for (Student student : kind == RosterKind.MOODLE ? students : List.<Student>of()) {
            String cell = value(student.row(), "Last modified (submission)");
            for (DateTimeFormatter form : MOODLES_TIMES) {
                try {
                    times.put(student, Instant.from(form.withZone(zone).parse(cell)));
                } catch (DateTimeException otherForm) {
                    continue;
                }
            }
        }
        return times;
    }

    /** Tells whether Moodle takes no other grade for a student. */
    boolean isLocked(Student student) {
        return value(student.row(), "Grade can be changed").equalsIgnoreCase("No");
    }

    /** Returns the largest grade of a student, as it is written; empty if the roster does not say. */
    String maximum(Student student) {
        return kind == RosterKind.CANVAS ? maximum(grade) : value(student.row(), "Maximum Grade");
    }

    String grade(Student student) {
        return table.value(student.row(), grade);
    }

    void setGrade(Student student, String points) {
        table.set(student.row(), grade, points);
    }

    boolean hasComments() {
        return feedback != NONE;
    }

    String comment(Student student) {
        return table.value(student.row(), feedback);
    }

    void setComment(Student student, String comment) {
        table.set(student.row(), feedback, comment);
    }

    /** Names what was recognised, so that an instructor sees it before a class is graded. */
    String description() {
        List<String> header = table.header();
        return "The roster is " + kind.words() + " with " + Plural.of(students.size(), "student")
                + "; the grade is \"" + header.get(grade) + "\"" + (hasComments() ? ", the comment \"" + header.get(feedback)
                + "\"." : ".");
    }

    /** Returns the text of the whole table. */
    String text() {
        return table.text();
    }
}
