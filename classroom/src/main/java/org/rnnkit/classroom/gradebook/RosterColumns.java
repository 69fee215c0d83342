package org.rnnkit.classroom.gradebook;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The columns of a roster that matter, by their numbers from 0. {@link #NONE} is the number of a missing column.
 *
 * @param kind the system that wrote the roster
 * @param ids the columns with identifiers
 * @param logins the columns with user names and e-mail addresses
 * @param names the columns that make up a student's name, in this order
 * @param maximum the column with the largest grade of each student
 * @param locked the column and the word of each row whose grade can't be changed
 * @param feedback the column for a comment
 * @param first the row of the first student
 */
record RosterColumns(Kind kind, List<Integer> ids, List<Integer> logins, List<Integer> names, int grade, int maximum,
        Map<Integer, String> locked, int feedback, int first) {

    /** The number of a missing column. */
    static final int NONE = -1;

    /** The name of the pretended student that each course in Canvas has. */
    private static final String TEST_STUDENT = "Student, Test";

    /** The kinds of rosters. */
    enum Kind {
        /** The worksheet that Moodle offers for grading outside of it. */
        MOODLE_WORKSHEET("Moodle's grading worksheet"),
        /** The export of Moodle's gradebook. */
        MOODLE_GRADEBOOK("the export of Moodle's gradebook"),
        /** The export of Canvas's gradebook. */
        CANVAS("the export of Canvas's gradebook"),
        /** The roster of Gradescope, or its table of scores. */
        GRADESCOPE("Gradescope's roster or table of scores"),
        /** The roster of GitHub Classroom. */
        GITHUB_CLASSROOM("GitHub Classroom's roster"),
        /** A list of names of an instructor's own, or a file whose columns grading.yaml names. */
        LIST("a list of names");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    RosterColumns with(int newGrade, int newFeedback) {
        return new RosterColumns(kind, ids, logins, names, newGrade, maximum, locked, newFeedback, first);
    }

    /** Lists the students. A row without a name and an identifier is nobody's. */
    List<RosterLine> lines(RosterTable table) {
        return Stream.iterate(first, row -> row < table.rowCount(), row -> row + 1).map(row -> line(table, row))
                .filter(line -> !line.name().isEmpty() && !isTestStudent(line)).toList();
    }

    private boolean isTestStudent(RosterLine line) {
        return kind == Kind.CANVAS && line.name().equals(TEST_STUDENT);
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
        return kind == Kind.MOODLE_WORKSHEET ? id.replaceFirst("^\\D+(?=\\d+$)", "") : id;
    }

    /** Tells whether the roster says that the grade of a row can't be changed. */
    boolean isLocked(RosterTable table, int row) {
        return locked.entrySet().stream()
                .anyMatch(lock -> table.value(row, lock.getKey()).strip().equalsIgnoreCase(lock.getValue()));
    }

    /** Returns the largest grade of a row, as it is written; empty if the roster does not say. */
    String maximum(RosterTable table, int row) {
        if (kind == Kind.CANVAS) {
            return first > 1 ? table.value(first - 1, grade).strip() : "";
        }
        return table.value(row, maximum).strip();
    }

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

        /** Returns the name, with a number or login that tells two students of one name apart. */
        String words() {
            return Stream.concat(ids.stream(), logins.stream()).findFirst().filter(id -> !id.equals(name))
                    .map(id -> name + " (" + id + ")").orElse(name);
        }

        /** Tells whether a text is one of this student's identifiers. An empty one is nobody's. */
        boolean hasId(String text) {
            return ids.contains(text);
        }

        /** Tells whether a text is a login of this student. */
        boolean hasLogin(String text) {
            return logins.contains(text.toLowerCase(Locale.ROOT));
        }

        /** Tells whether a text ends in a login of this student. It may also end in the longer login of somebody else. */
        boolean isEnding(String text) {
            return logins.stream().anyMatch(login -> text.toLowerCase(Locale.ROOT).endsWith("-" + login));
        }
    }

    /**
     * A person's name in a form that is the same however it is written: without case, accents and signs, in any order of
     * first and last name. Canvas writes "lovelaceada" for Ada Lovelace, so the words joined count as well.
     *
     * @param words the words of the name, sorted
     * @param joined the words in their order and in each order that begins at another word, joined
     */
    record NameKey(String words, Set<String> joined) {

        /** Letters that Unicode does not split into a base letter and an accent, and what people write in their place. */
        private static final Map<String, String> LETTERS = Map.of("ß", "ss", "ø", "o", "ł", "l", "æ", "ae", "œ", "oe",
                "đ", "d", "ð", "d", "þ", "th", "ı", "i");

        /** The most words of a name that is joined in several orders. Each order takes memory. */
        private static final int MAX_WORDS = 20;

        /** Makes the key of a name. */
        static NameKey of(String name) {
            String plain = Normalizer.normalize(name, Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
            for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
                plain = plain.replace(letter.getKey(), letter.getValue());
            }
            plain = plain.replaceAll("['\u2019]", "").replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
            List<String> words = List.of(plain.split(" "));
            List<String> twice = new ArrayList<>(words);
            twice.addAll(words);
            int orders = words.size() > MAX_WORDS ? 1 : words.size();
            Set<String> joined = IntStream.range(0, orders)
                    .mapToObj(begin -> String.join("", twice.subList(begin, begin + words.size())))
                    .collect(Collectors.toSet());
            return new NameKey(words.stream().sorted().collect(Collectors.joining(" ")), joined);
        }

        /** Lists the forms of the name: two names are the same if they have one in common. An empty name has none. */
        Stream<String> forms() {
            return words.isEmpty() ? Stream.empty() : Stream.concat(Stream.of(words), joined.stream());
        }

        /** Tells whether both are the same name. An empty name is nobody's. */
        boolean matches(NameKey other) {
            return !words.isEmpty() && (words.equals(other.words) || !Collections.disjoint(joined, other.joined));
        }
    }
}
