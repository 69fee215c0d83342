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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.report.Plural;

/**
 * The students of a class, from Moodle's grading worksheet or Canvas's gradebook, both in English, or from a list of one's own
 * with the columns id, name, email and login; and the cells for their grades and comments.
 */
final class Roster {

    private static final String POINTS_POSSIBLE = "Points Possible";
    private static final List<DateTimeFormatter> MOODLES_TIMES = Stream.of("EEEE, d MMMM yyyy, h:mm a",
            "EEEE, d MMMM yyyy, HH:mm").map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)).toList();

    private final StudentTable all;
    private final RosterTable table;
    private final RosterKind kind;
    private final int grade;
    private final int feedback;

    /** Reads a file; see {@link Gradebook#read}. */
    Roster(CsvFile file, String column) {
        this.all = StudentTable.read(file);
        this.table = all.table();
        this.kind = all.kind();
        if (column != null && kind != RosterKind.CANVAS) {
            throw table.unusable("--column is for Canvas's gradebook, which has a column for each assignment.");
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
    }

    /** Finds Canvas's column for an assignment, such as "RNN Kit (90210)". */
    private int assignment(String wanted) {
        List<String> header = table.header();
        List<Integer> found = IntStream.range(0, header.size())
                .filter(column -> header.get(column).matches(".+ \\(\\d++\\)") && !maximum(column).equals("(read only)")
                        && (wanted == null || header.get(column).startsWith(wanted + " (")
                                || header.get(column).equals(wanted))).boxed().toList();
        if (found.size() != 1) {
            throw table.unusable((wanted == null
                    ? "it is not clear which assignment this is. Give its name with --column"
                    : "it has " + (found.isEmpty() ? "no assignment \"" : "several assignments \"") + wanted + "\"")
                    + ". Its columns are: " + String.join(", ", header) + ".");
        }
        return found.get(0);
    }

    private String maximum(int column) {
        return IntStream.range(1, table.rowCount()).filter(row -> table.value(row, 0).equalsIgnoreCase(POINTS_POSSIBLE))
                .mapToObj(row -> table.value(row, column)).findFirst().orElse("");
    }

    RosterKind kind() {
        return kind;
    }

    List<Student> students() {
        return all.students();
    }

    /** Tells whether the students' numbers are those of Canvas. */
    boolean hasCanvasNumbers() {
        return all.hasCanvasNumbers();
    }

    /**
     * Reads Moodle's times of hand-in, by the student. A time that is written in another form stays unknown; the class page
     * then asks for it.
     *
     * @param zone the zone of the times, which are written without one
     */
    Map<Student, Instant> times(ZoneId zone) {
        Map<Student, Instant> times = new HashMap<>();
        for (Student student : kind == RosterKind.MOODLE ? students() : List.<Student>of()) {
            String cell = table.value(student.row(), "Last modified (submission)");
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
        return table.value(student.row(), "Grade can be changed").equalsIgnoreCase("No");
    }

    /** Returns the largest grade of a student, as it is written; empty if the roster does not say. */
    String maximum(Student student) {
        return kind == RosterKind.CANVAS ? maximum(grade) : table.value(student.row(), "Maximum Grade");
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
        return "The roster is " + kind.words() + " with " + Plural.of(students().size(), "student")
                + "; the grade is \"" + header.get(grade) + "\"" + (hasComments() ? ", the comment \"" + header.get(feedback)
                + "\"." : ".");
    }

    /** Returns the text of the whole table. */
    String text() {
        return table.text();
    }
}
