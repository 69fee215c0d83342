package org.rnnkit.classroom.gradebook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.classroom.gradebook.RosterColumns.Kind;
import org.rnnkit.classroom.gradebook.RosterTable.RosterException;
import org.rnnkit.grader.config.GradingConfig.Roster;

/** A reader of a roster's header: it finds out which system wrote the roster and which column has what. */
final class RosterFormat {

    private static final int NONE = RosterColumns.NONE;
    private static final int MAX_COLUMNS = 5_000;
    private static final String CANVAS_MAXIMUM = "points possible";
    private static final String MAXIMUM_ENDING = " - max points";
    /** A student in Moodle's worksheet: a word in the language of the course and a number, such as "Teilnehmer/in4102". */
    private static final Pattern PARTICIPANT = Pattern.compile("\\p{Lu}\\D{4,}\\d+");
    /** The patterns of the times in the exports of Moodle and Gradescope, which are in English. */
    private static final List<String> PLATFORM_TIMES = List.of("EEEE, d MMMM yyyy, h:mm a", "EEEE, d MMMM yyyy, HH:mm",
            "yyyy-MM-dd HH:mm:ss Z");
    private static final String[] LIST_IDS = {"id", "student id", "identifier", "github_id", "number", "sid"};
    private static final String[] LIST_GRADES = {"grade", "score", "points", "total"};
    private static final String[] LIST_FEEDBACK = {"feedback", "comment", "comments", "message"};

    private final RosterTable table;
    private final List<String> shown;
    private final List<String> header;
    private final Roster settings;
    private final String wanted;

    private RosterFormat(RosterTable table, String column, Roster settings) {
        this.table = table;
        this.shown = table.header();
        this.header = shown.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.settings = settings;
        this.wanted = column == null && settings != null ? settings.grade() : column;
    }

    /**
     * Finds the columns.
     *
     * @param table the roster
     * @param column the name of the column for the grade; null to find it
     * @param settings the columns that grading.yaml names; null to find them by the names that the platforms document
     * @return the columns
     * @throws RosterException if the columns are not known, or if it is not clear where the grade belongs
     */
    static RosterColumns read(RosterTable table, String column, Roster settings) {
        return new RosterFormat(table, column, settings).columns();
    }

    private RosterColumns columns() {
        if (header.size() > MAX_COLUMNS) {
            throw new RosterException("its first line has more than " + MAX_COLUMNS + " columns, which is no roster.");
        }
        if (settings != null) {
            return inSettings();
        }
        if (has("identifier", "github_username")) {
            return list(Kind.GITHUB_CLASSROOM);
        }
        if (has("identifier", "grade")) {
            return worksheet();
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
        return list(Kind.LIST);
    }

    /** Returns the columns that grading.yaml names. */
    private RosterColumns inSettings() {
        Map<Integer, String> locked = new HashMap<>();
        settings.locked().forEach((name, word) -> locked.put(require(name), word));
        int grade = wanted == null && !settings.moodle() ? NONE : grade(List.of());
        return new RosterColumns(settings.moodle() ? Kind.MOODLE_WORKSHEET : Kind.LIST,
                require(Stream.ofNullable(settings.id())), require(Stream.ofNullable(settings.email())),
                require(settings.name().stream()), grade, require(settings.maximum()), locked, require(settings.feedback()), 1);
    }

    /** Returns the columns with the names that grading.yaml gives. */
    private List<Integer> require(Stream<String> names) {
        return names.map(this::require).toList();
    }

    /** Returns the column with a name that grading.yaml gives; NONE if it gives no name. */
    private int require(String name) {
        int column = name == null ? NONE : column(name);
        if (name != null && column == NONE) {
            throw new RosterException("it has no column \"" + name + "\", which grading.yaml names. Its columns are: "
                    + String.join(", ", shown) + ".");
        }
        return column;
    }

    /**
     * Reads the times of hand-in, by the row. In a column that the platforms document, a time that is written in another form
     * stays unknown; the class page then asks for it.
     *
     * @param settings the columns that grading.yaml names; null to find them by the names that the platforms document
     * @param zone the zone of times that are written without one
     */
    static Map<Integer, Instant> times(RosterTable table, Roster settings, ZoneId zone) {
        RosterFormat format = new RosterFormat(table, null, settings);
        if (settings != null) {
            return settings.time() == null ? Map.of()
                    : format.times(format.require(settings.time()), List.of(settings.timeFormat().withZone(zone)), true);
        }
        int column = Stream.of("last modified (submission)", "submission time").map(format::column)
                .filter(found -> found != NONE).findFirst().orElse(NONE);
        return column == NONE ? Map.of() : format.times(column, PLATFORM_TIMES.stream()
                .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone)).toList(), false);
    }

    private Map<Integer, Instant> times(int column, List<DateTimeFormatter> formats, boolean isNamed) {
        Map<Integer, Instant> times = new HashMap<>();
        for (int row = 1; row < table.rowCount(); row++) {
            String cell = table.value(row, column).strip();
            int number = row;
            // Moodle writes "-" for students who handed in nothing.
            if (!cell.isEmpty() && !cell.equals("-")) {
                Optional<Instant> time = formats.stream().flatMap(format -> parse(cell, format).stream()).findFirst();
                if (time.isEmpty() && isNamed) {
                    throw new RosterException("its time \"" + cell + "\" is not written like \"" + settings.timePattern()
                            + "\". Change timePattern or timeLanguage in grading.yaml.");
                }
                time.ifPresent(found -> times.put(number, found));
            }
        }
        return times;
    }

    private static Optional<Instant> parse(String cell, DateTimeFormatter format) {
        try {
            return Optional.of(Instant.from(format.parse(cell)));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    private RosterColumns worksheet() {
        int grade = wanted == null ? column("grade") : grade(List.of(column("grade")));
        Map<Integer, String> locked = has("grade can be changed") ? Map.of(column("grade can be changed"), "No") : Map.of();
        return new RosterColumns(Kind.MOODLE_WORKSHEET, all("identifier", "id number"), all("email address", "email"),
                all("full name"), grade, column("maximum grade"), locked, column("feedback comments"), 1);
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
        return new RosterColumns(Kind.CANVAS, all("id", "sis user id", "integration id"), all("sis login id"),
                all("student"), grade, NONE, Map.of(), NONE, maximum + 1);
    }

    private RosterColumns gradescope() {
        List<Integer> names = has("first name") ? all("first name", "last name") : all("name");
        List<Integer> scores = has("total score") ? all("total score")
                : columns(column -> header.contains(header.get(column) + MAXIMUM_ENDING));
        int grade = scores.isEmpty() && wanted == null ? NONE : grade(scores);
        int maximum = has("total score") || grade == NONE ? column("max points")
                : header.indexOf(header.get(grade) + MAXIMUM_ENDING);
        return new RosterColumns(Kind.GRADESCOPE, all("sid", "submission id"), all("email"), names, grade, maximum,
                Map.of(), feedback(), 1);
    }

    private RosterColumns moodleGradebook() {
        List<Integer> grades = columns(column -> header.get(column).matches(".*\\((real|points)\\)")
                && !header.get(column).startsWith("course total"));
        return new RosterColumns(Kind.MOODLE_GRADEBOOK, all("id number"), all("email address", "username"),
                all("first name", "surname", "last name"), grade(grades), NONE, Map.of(), NONE, 1);
    }

    private RosterColumns list(Kind kind) {
        List<Integer> names = has("first name", "last name") ? all("first name", "last name")
                : firstOf("name", "full name", "student", "student name");
        List<Integer> ids = all(LIST_IDS);
        List<Integer> logins = columns(column -> header.get(column)
                .matches("e-?mail( address)?|login|user ?name|github_username"));
        boolean onlyKnown = Stream.of(LIST_IDS, LIST_GRADES, LIST_FEEDBACK).flatMap(Stream::of).toList().containsAll(header);
        if (names.isEmpty() && logins.isEmpty() && (ids.isEmpty() || !onlyKnown && hasParticipants(ids.get(0)))) {
            throw unknown();
        }
        return new RosterColumns(kind, ids, logins, names, ownColumn(), NONE, Map.of(), feedback(), 1);
    }

    /** Moodle's worksheet in German has a column "ID", too. As a list, it would get a new column, which Moodle ignores. */
    private boolean hasParticipants(int column) {
        return IntStream.range(1, table.rowCount())
                .anyMatch(row -> PARTICIPANT.matcher(table.value(row, column).strip()).matches());
    }

    /** Finds the column for the grade in a list that needs not have one. */
    private int ownColumn() {
        return wanted != null ? grade(List.of())
                : firstOf(LIST_GRADES).stream().findFirst().orElse(NONE);
    }

    private int feedback() {
        return firstOf(LIST_FEEDBACK).stream().findFirst().orElse(NONE);
    }

    private RosterException unknown() {
        return new RosterException("the columns of its first line are not known: " + String.join(", ", shown) + ". Give the "
                + "export of Moodle, Canvas, Gradescope or GitHub Classroom in English as it is, or a list whose first line "
                + "names the columns: name, and if you have them id and email. For any other file, name its columns in "
                + "grading.yaml, such as roster: {name: Full name, email: Mail, grade: Points}, and give that with --config.");
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
        return table.column(name);
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
