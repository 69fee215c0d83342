package org.rnnkit.classroom.gradebook;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;

/**
 * The students of a platform's gradebook with their logins on GitHub, which a second list has. A row of this list is a
 * student's if it has the student's email or id; a row that fits two students, or shares one with another row, is nobody's.
 */
public final class RosterJoin {

    private static final int MAX_SHOWN = 120;
    private static final List<String> HEADER = List.of("id", "name", "email", "login", "moodle", "canvas");
    /** The names of the column with the logins, that of Classroom 50 last. */
    private static final List<String> LOGIN = List.of("login", "username");

    private final StudentTable gradebook;
    private final RosterTable list;
    private final String loginColumn;
    /** The row of the list, by the student. */
    private final Map<Student, Integer> joined = new HashMap<>();
    private final List<String> unmatched = new ArrayList<>();

    /**
     * Joins two files.
     *
     * @param logins a list with the columns login or username, and email or id, such as Classroom 50's roster.csv
     * @param gradebook Moodle's grading worksheet or Canvas's gradebook
     * @throws UsageException if a file has other columns
     */
    public RosterJoin(CsvFile logins, CsvFile gradebook) {
        this.gradebook = StudentTable.read(gradebook);
        this.list = new RosterTable(logins);
        if (this.gradebook.kind() == RosterKind.LIST) {
            throw new UsageException(gradebook.name() + " is neither Moodle's grading worksheet nor Canvas's gradebook.");
        }
        this.loginColumn = LOGIN.stream().filter(list::has).findFirst().orElse("");
        if (loginColumn.isEmpty() || !list.has("email") && !list.has("id")) {
            throw new UsageException(logins.name() + " needs a column login or username, and a column email or id. Its columns "
                    + "are: " + Printable.line(String.join(", ", list.header()), MAX_SHOWN) + ".");
        }
        join();
    }

    private void join() {
        Map<Student, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 1; row < list.rowCount(); row++) {
            List<Student> found = students(row);
            if (found.size() == 1) {
                rows.computeIfAbsent(found.get(0), student -> new ArrayList<>()).add(row);
            } else {
                unmatched.add(words(row) + (found.isEmpty() ? "" : ", which fits several students"));
            }
        }
        rows.forEach((student, own) -> {
            if (own.size() == 1) {
                joined.put(student, own.get(0));
            } else {
                own.forEach(row -> unmatched.add(words(row) + ", one of several rows for " + student.words()));
            }
        });
    }

    private List<Student> students(int row) {
        String email = list.value(row, "email").toLowerCase(Locale.ROOT);
        String id = list.value(row, "id");
        return gradebook.students().stream().filter(student -> student.logins().contains(email) || student.ids().contains(id))
                .toList();
    }

    private String words(int row) {
        return Stream.of(loginColumn, "email", "id").flatMap(column -> list.values(row, column).stream()).findFirst()
                .orElse("row " + row);
    }

    private String login(Student student) {
        return joined.containsKey(student) ? list.value(joined.get(student), loginColumn) : "";
    }

    /** Returns the roster: a table with all students of the gradebook. Without a login, the cell is empty. */
    public String roster() {
        boolean isCanvas = gradebook.hasCanvasNumbers();
        return text(HEADER, gradebook.students().stream().map(student -> List.of(id(student), student.name(), email(student),
                login(student), isCanvas ? "" : student.number(), isCanvas ? student.number() : "")).toList());
    }

    /**
     * Returns the list of the repositories, for the workflow that grades a class.
     *
     * @param prefix the beginning of each repository's name; the login follows after a hyphen, in lower case
     */
    public String repositories(String prefix) {
        return text(List.of("name", "repository", "ref"), gradebook.students().stream()
                .filter(student -> !login(student).isEmpty())
                .map(student -> List.of(id(student), prefix + "-" + login(student).toLowerCase(Locale.ROOT), "")).toList());
    }

    private static String text(List<String> header, List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CsvFile.format(',').print(text)) {
            printer.printRecord(header);
            printer.printRecords(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Returns the university's id, which the platforms have after their own. */
    private static String id(Student student) {
        return student.ids().get(student.ids().size() - 1);
    }

    private String email(Student student) {
        return Stream.concat(student.logins().stream(), joined.containsKey(student)
                ? list.values(joined.get(student), "email").stream() : Stream.empty()).filter(key -> key.contains("@"))
                .findFirst().orElse("");
    }

    /** Lists the students of the gradebook without a login, each with an id. */
    public List<String> withoutLogin() {
        return gradebook.students().stream().filter(student -> login(student).isEmpty()).map(Student::words).toList();
    }

    /** Lists the rows of the list that are nobody's in the gradebook. */
    public List<String> unmatched() {
        return unmatched;
    }

    /** Returns the number of students in the gradebook. */
    public int studentCount() {
        return gradebook.students().size();
    }
}
