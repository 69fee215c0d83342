package org.rnnkit.classroom.gradebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A reader of a roster's header: it finds out which system wrote the roster and which column has what. */
final class RosterFormat {

    private static final int NONE = RosterColumns.NONE;
    private static final int MAX_COLUMNS = 5_000;
    private static final String CANVAS_MAXIMUM = "points possible";
    private static final String MAXIMUM_ENDING = " - max points";

    private final RosterTable table;
    private final List<String> shown;
    private final List<String> header;
    private final WorksheetCells cells;
    private final String wanted;

    private RosterFormat(RosterTable table, String wanted) {
        this.table = table;
        this.shown = table.header();
        this.header = shown.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.cells = new WorksheetCells(table);
        this.wanted = wanted;
    }

    /**
     * Finds the columns.
     *
     * @param table the roster
     * @param wanted the name of the column for the grade; null to find it
     * @return the columns
     * @throws RosterException if the columns are not known, or if it is not clear where the grade belongs
     */
    static RosterColumns read(RosterTable table, String wanted) {
        return new RosterFormat(table, wanted).columns();
    }

    private RosterColumns columns() {
        if (header.size() > MAX_COLUMNS) {
            throw new RosterException("its first line has more than " + MAX_COLUMNS + " columns, which is no roster.");
        }
        if (has("identifier", "github_username")) {
            return new RosterColumns(RosterKind.GITHUB_CLASSROOM, all("identifier", "github_id"), all("github_username"),
                    firstOf("name"), ownColumn(), NONE, NONE, feedback(), 1);
        }
        if (has("identifier", "grade")) {
            return worksheet(column("identifier"), grade(column("grade")));
        }
        if (has("student", "id") && (has("section") || canvasMaximum() > 0)) {
            return canvas();
        }
        if (has("sid", "email") && (has("first name", "last name") || has("name"))) {
            return gradescope();
        }
        if (has("email address") && (has("first name", "surname") || has("first name", "last name"))) {
            return moodleGradebook();
        }
        int participants = cells.participants();
        if (participants >= 0 && cells.maximum() > 1) {
            return worksheet(participants, grade(cells.maximum() - 1));
        }
        return list();
    }

    private RosterColumns worksheet(int id, int grade) {
        int maximum = has("maximum grade") ? column("maximum grade") : cells.maximum();
        int locked = has("grade can be changed") ? column("grade can be changed") : cells.locked(maximum);
        // Between the identifier and the grade lie the name, the address and the status; without names only the status.
        List<Integer> names = has("grade") ? all("full name") : grade > id + 2 ? List.of(id + 1) : List.of();
        int feedback = has("grade") ? column("feedback comments") : header.size() - 1 > maximum ? header.size() - 1 : NONE;
        return new RosterColumns(RosterKind.MOODLE_WORKSHEET, columns(i -> i == id || header.get(i).equals("id number")),
                addresses(), names, grade, maximum, locked, feedback, 1);
    }

    /** Finds the columns in which cells are e-mail addresses. */
    private List<Integer> addresses() {
        return columns(column -> table.rowCount() > 1 && table.value(1, column).matches("[^\\s@]+@\\S+")
                || header.get(column).matches("e-?mail( address)?"));
    }

    private int canvasMaximum() {
        return IntStream.range(1, table.rowCount())
                .filter(row -> table.value(row, 0).strip().equalsIgnoreCase(CANVAS_MAXIMUM)).findFirst().orElse(0);
    }

    private RosterColumns canvas() {
        int maximum = canvasMaximum();
        IntPredicate writable = column -> maximum == 0
                || !table.value(maximum, column).strip().equalsIgnoreCase("(read only)");
        List<Integer> assignments = columns(column -> header.get(column).matches(".* \\(\\d+\\)") && writable.test(column));
        int grade = grade(assignments);
        if (!writable.test(grade)) {
            throw new RosterException("Canvas calculates the column \"" + shown.get(grade) + "\" itself and reads no grade "
                    + "from it. " + give(assignments));
        }
        return new RosterColumns(RosterKind.CANVAS, all("id", "sis user id", "integration id"), all("sis login id"),
                all("student"), grade, NONE, NONE, NONE, maximum + 1);
    }

    private RosterColumns gradescope() {
        List<Integer> names = has("first name") ? all("first name", "last name") : all("name");
        List<Integer> scores = has("total score") ? all("total score")
                : columns(column -> header.contains(header.get(column) + MAXIMUM_ENDING));
        int grade = scores.isEmpty() && wanted == null ? NONE : grade(scores);
        int maximum = has("total score") || grade == NONE ? column("max points")
                : header.indexOf(header.get(grade) + MAXIMUM_ENDING);
        return new RosterColumns(RosterKind.GRADESCOPE, all("submission id", "sid"), all("email"), names, grade, maximum,
                NONE, feedback(), 1);
    }

    private RosterColumns moodleGradebook() {
        List<Integer> grades = columns(column -> header.get(column).matches(".*\\((real|points)\\)")
                && !header.get(column).startsWith("course total"));
        return new RosterColumns(RosterKind.MOODLE_GRADEBOOK, all("id number"), all("email address", "username"),
                all("first name", "surname", "last name"), grade(grades), NONE, NONE, NONE, 1);
    }

    private RosterColumns list() {
        List<Integer> names = has("first name", "last name") ? all("first name", "last name")
                : firstOf("name", "full name", "student", "student name");
        List<Integer> ids = all("id", "student id", "identifier", "number", "sid");
        List<Integer> logins = columns(column -> header.get(column)
                .matches("e-?mail( address)?|login|user ?name|github_username"));
        if (names.isEmpty() && ids.isEmpty() && logins.isEmpty()) {
            throw new RosterException("the columns of its first line are not known: " + String.join(", ", shown) + ". Give the "
                    + "export of Moodle, Canvas, Gradescope or GitHub Classroom as it is, or a list whose first line names "
                    + "the columns: name, and if you have them id and email.");
        }
        return new RosterColumns(RosterKind.LIST, ids, logins, names, ownColumn(), NONE, NONE, feedback(), 1);
    }

    /** Finds the column for the grade in a list that needs not have one. */
    private int ownColumn() {
        return wanted != null ? grade(List.of())
                : firstOf("grade", "score", "points", "total").stream().findFirst().orElse(NONE);
    }

    private int feedback() {
        return firstOf("feedback", "comment", "comments", "message").stream().findFirst().orElse(NONE);
    }

    private int grade(int found) {
        return wanted == null ? found : grade(List.of(found));
    }

    /** Returns the column that was asked for, or the only one that it can be. */
    private int grade(List<Integer> possible) {
        if (wanted == null) {
            if (possible.size() != 1) {
                throw new RosterException("it is not clear which column is for this grade. " + give(possible));
            }
            return possible.get(0);
        }
        String name = wanted.strip().toLowerCase(Locale.ROOT);
        List<Integer> exact = columns(column -> header.get(column).equals(name));
        List<Integer> named = exact.isEmpty() ? columns(column -> header.get(column).startsWith(name + " (")) : exact;
        if (named.size() != 1) {
            throw new RosterException((named.isEmpty() ? "it has no column \"" : "it has several columns \"") + wanted + "\". "
                    + give(named.isEmpty() ? possible : named));
        }
        return named.get(0);
    }

    private String give(List<Integer> possible) {
        List<String> names = possible.isEmpty() ? shown : possible.stream().map(shown::get).toList();
        return "Give its name with --column. Its columns are: " + String.join(", ", names) + ".";
    }

    private boolean has(String... names) {
        return header.containsAll(List.of(names));
    }

    private int column(String name) {
        return header.indexOf(name);
    }

    private List<Integer> columns(IntPredicate isOne) {
        return IntStream.range(0, header.size()).filter(isOne).boxed().toList();
    }

    /** Lists the columns with these names, in the order of the names. */
    private List<Integer> all(String... names) {
        List<Integer> found = new ArrayList<>();
        for (String name : names) {
            if (has(name)) {
                found.add(column(name));
            }
        }
        return found;
    }

    private List<Integer> firstOf(String... names) {
        return all(names).stream().limit(1).toList();
    }
}
