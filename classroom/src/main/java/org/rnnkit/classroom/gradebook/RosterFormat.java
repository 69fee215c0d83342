package org.rnnkit.classroom.gradebook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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
    /** The times in the exports of Moodle and Gradescope, which are in English. */
    private static final List<DateTimeFormatter> PLATFORM_TIMES = Stream.of("EEEE, d MMMM yyyy, h:mm a",
            "EEEE, d MMMM yyyy, HH:mm", "yyyy-MM-dd HH:mm:ss Z")
            .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)).toList();
    /** The names that platforms, and lists of one's own, give to columns. */
    private static final String[] IDS = {"identifier", "id", "student id", "id number", "sid", "sis user id",
        "integration id", "github_id", "number", "submission id"};
    private static final String LOGINS = "e-?mail( address)?|login|user ?name|github_username|sis login id";
    private static final String[] GRADES = {"grade", "score", "points", "total"};
    private static final String[] FEEDBACK = {"feedback comments", "feedback", "comment", "comments", "message"};

    private final RosterTable table;
    private final List<String> shown;
    private final List<String> header;
    private final Roster settings;
    private final String wanted;

    /**
     * Makes a reader.
     *
     * @param column the name of the column for the grade; null to find it
     * @param settings the columns that grading.yaml names; null to find them by the names that the platforms document
     */
    RosterFormat(RosterTable table, String column, Roster settings) {
        this.table = table;
        this.shown = table.header();
        this.header = shown.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.settings = settings;
        this.wanted = column == null && settings != null ? settings.grade() : column;
    }

    /**
     * Finds the columns.
     *
     * @throws RosterException if the columns are not known, or if it is not clear where the grade belongs
     */
    RosterColumns columns() {
        if (header.size() > MAX_COLUMNS) {
            throw new RosterException("its first line has more than " + MAX_COLUMNS + " columns, which is no roster.");
        }
        return settings == null ? columns(kind()) : inSettings();
    }

    private Kind kind() {
        boolean hasBothNames = has("first name", "last name");
        return has("identifier", "github_username") ? Kind.GITHUB_CLASSROOM
                : has("identifier", "grade") ? Kind.MOODLE_WORKSHEET
                : has("student", "id") && (has("section") || canvasMaximum() > 0) ? Kind.CANVAS
                : has("sid", "email") && (hasBothNames || has("name")) ? Kind.GRADESCOPE
                : has("email address") && (hasBothNames || has("first name", "surname")) ? Kind.MOODLE_GRADEBOOK : Kind.LIST;
    }

    private RosterColumns columns(Kind kind) {
        List<Integer> ids = all(IDS);
        List<Integer> logins = columns(column -> header.get(column).matches(LOGINS));
        List<Integer> names = has("first name") && (has("last name") || has("surname"))
                ? all("first name", "surname", "last name") : firstOf("full name", "name", "student", "student name");
        boolean isList = kind == Kind.LIST || kind == Kind.GITHUB_CLASSROOM;
        if (isList && names.isEmpty() && logins.isEmpty() && (ids.isEmpty() || hasParticipants(ids.get(0)))) {
            throw unknown();
        }
        List<Integer> grades = grades(kind);
        boolean needsNone = wanted == null && grades.isEmpty() && (isList || kind == Kind.GRADESCOPE);
        int grade = needsNone ? NONE : grade(grades);
        if (kind == Kind.CANVAS && isReadOnly(grade)) {
            throw new RosterException("Canvas calculates the column \"" + shown.get(grade) + "\" itself and reads no grade "
                    + "from it. " + give(grades));
        }
        Map<Integer, String> locked = has("grade can be changed") ? Map.of(column("grade can be changed"), "No") : Map.of();
        return new RosterColumns(kind, ids, logins, names, grade, maximum(kind, grade), locked,
                firstOf(FEEDBACK).stream().findFirst().orElse(NONE), kind == Kind.CANVAS ? canvasMaximum() + 1 : 1);
    }

    /** Lists the columns that the grade can belong to. */
    private List<Integer> grades(Kind kind) {
        return switch (kind) {
            case MOODLE_WORKSHEET -> all("grade");
            case MOODLE_GRADEBOOK -> columns(column -> header.get(column).matches("(?!course total).*\\((real|points)\\)"));
            case CANVAS -> columns(column -> header.get(column).matches(".* \\(\\d+\\)") && !isReadOnly(column));
            case GRADESCOPE -> has("total score") ? all("total score")
                    : columns(column -> header.contains(header.get(column) + MAXIMUM_ENDING));
            default -> firstOf(GRADES);
        };
    }

    private int maximum(Kind kind, int grade) {
        return switch (kind) {
            case MOODLE_WORKSHEET -> column("maximum grade");
            case GRADESCOPE -> grade != NONE && has(header.get(grade) + MAXIMUM_ENDING)
                    ? column(header.get(grade) + MAXIMUM_ENDING) : column("max points");
            default -> NONE;
        };
    }

    private boolean isReadOnly(int column) {
        return canvasMaximum() > 0 && table.value(canvasMaximum(), column).strip().equalsIgnoreCase("(read only)");
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
     * @param zone the zone of times that are written without one
     */
    Map<Integer, Instant> times(ZoneId zone) {
        int column = settings != null ? require(settings.time())
                : firstOf("last modified (submission)", "submission time").stream().findFirst().orElse(NONE);
        List<DateTimeFormatter> formats = settings == null || column == NONE ? PLATFORM_TIMES
                : List.of(settings.timeFormat());
        Map<Integer, Instant> times = new HashMap<>();
        IntStream.range(1, table.rowCount()).forEach(row -> {
            String cell = table.value(row, column).strip();
            // Moodle writes "-" for students who handed in nothing.
            if (!cell.isEmpty() && !cell.equals("-")) {
                Optional<Instant> time = formats.stream().flatMap(format -> parse(cell, format.withZone(zone)).stream())
                        .findFirst();
                if (time.isEmpty() && settings != null) {
                    throw new RosterException("its time \"" + cell + "\" is not written like \"" + settings.timePattern()
                            + "\". Change timePattern or timeLanguage in grading.yaml.");
                }
                time.ifPresent(found -> times.put(row, found));
            }
        });
        return times;
    }

    private static Optional<Instant> parse(String cell, DateTimeFormatter format) {
        try {
            return Optional.of(Instant.from(format.parse(cell)));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    private int canvasMaximum() {
        return IntStream.range(1, table.rowCount())
                .filter(row -> table.value(row, 0).strip().equalsIgnoreCase(CANVAS_MAXIMUM)).findFirst().orElse(0);
    }

    /** Moodle's worksheet in German has a column "ID", too. As a list, it would get a new column, which Moodle ignores. */
    private boolean hasParticipants(int column) {
        List<String> known = Stream.of(IDS, GRADES, FEEDBACK).flatMap(Stream::of).toList();
        return !known.containsAll(header) && IntStream.range(1, table.rowCount())
                .anyMatch(row -> PARTICIPANT.matcher(table.value(row, column).strip()).matches());
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
                    + give(named));
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
        return Stream.of(names).filter(this::has).map(this::column).toList();
    }

    private List<Integer> firstOf(String... names) {
        return all(names).stream().limit(1).toList();
    }
}
