package org.rnnkit.classroom.inbox;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn.Student;
import org.rnnkit.grader.marking.Marking.HandInTime;
import org.rnnkit.grader.marking.Marking.HandInTime.Source;
import org.rnnkit.grader.submission.Intake.EntryKind;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The names of an inbox's uploads, read as a whole. Students choose parts of these names, so a single name proves nothing: a
 * platform's pattern counts if most uploads have it, or if the roster has the student and the number. A name with several
 * readings is in doubt, unless the roster has the student of only one of them.
 */
final class UploadNames {

    /** Moodle: "Ada Lovelace_123_assignsubmission_file_", and what the student called the file if there are no folders. */
    private static final Pattern MOODLE = Pattern.compile("(^Participant[ _]|_)([1-9]\\d*)(?=_assignsubmission_)");

    /** Canvas: "lovelaceada_LATE_123_45678_" with the numbers of student and upload, then what the student called the file. */
    private static final Pattern CANVAS = Pattern.compile("(?=_(?<id>[1-9]\\d*)_(?<upload>[1-9]\\d*)_.)");
    private static final Pattern CANVAS_TEXT = Pattern.compile("_(?<id>[1-9]\\d*)_text\\.html$");
    /** Canvas removes other characters from a student's name, and capital letters. */
    private static final Pattern CANVAS_NAME = Pattern.compile(
            "(?<name>[\\-_\\p{L}\\p{M}\\p{Nd}&&[^\\p{Lu}]]+?)(?<late>_(late|LATE))?");
    private static final Pattern CANVAS_ANONYMOUS = Pattern.compile(
            "(?<name>anon_(?<id>[A-Za-z0-9]+))(?<late>_(late|LATE))?_(?<upload>[1-9]\\d*)_.+");

    /** In Canvas the numbers of an assignment's uploads are not more times larger than one another. */
    private static final int RANGE = 10;
    /** In Canvas students hand in fewer archives than this on average. */
    private static final int ARCHIVES = 4;

    /** A way to read a name. The number of the upload is 0 if it has none. */
    private record Reading(HandIn handIn, double upload) {

        private Student student() {
            return handIn.students().get(0);
        }
    }

    private final Map<String, HandIn> listed;
    private final Predicate<Student> roster;
    private final List<Path> named;
    private final Function<Path, List<Reading>> platform;

    /**
     * Finds out which platform has named the uploads.
     *
     * @param uploads the entries of the inbox, without those that are no uploads
     * @param listed the hand-ins in a platform's own list, by the name of the upload
     * @param roster tells whether the roster has a student with this number; always false without a roster
     */
    UploadNames(List<Path> uploads, Map<String, HandIn> listed, Predicate<Student> roster) {
        this.listed = listed;
        this.roster = roster;
        this.named = uploads.stream().filter(upload -> switch (EntryKind.of(upload)) {
            case FOLDER -> true;
            case LINK -> false;
            default -> EntryKind.isArchive(name(upload)) || !anyPlatform(upload).isEmpty();
        }).toList();
        this.platform = isMost(UploadNames::moodle) ? UploadNames::moodle
                : isMost(UploadNames::canvas) && isCanvas() ? inRange() : upload -> List.of();
    }

    private static String name(Path upload) {
        return upload.getFileName().toString();
    }

    private boolean isMost(Function<Path, List<Reading>> reader) {
        return 2 * named.stream().filter(upload -> !reader.apply(upload).isEmpty()).count() > named.size();
    }

    /** Reads the name of an upload: no hand-in if no platform has named it, several if it is in doubt. */
    List<HandIn> of(Path upload) {
        HandIn known = listed.get(name(upload));
        if (known != null || EntryKind.of(upload) == EntryKind.LINK) {
            return Stream.ofNullable(known).toList();
        }
        List<HandIn> all = handIns(platform.apply(upload));
        List<HandIn> confirmed = handIns(anyPlatform(upload)).stream()
                .filter(handIn -> handIn.students().stream().allMatch(roster)).toList();
        return all.size() == 1 || confirmed.isEmpty() ? all : confirmed;
    }

    private static List<HandIn> handIns(List<Reading> readings) {
        return readings.stream().map(Reading::handIn).distinct().toList();
    }

    private static List<Reading> anyPlatform(Path upload) {
        return Stream.concat(moodle(upload).stream(), canvas(upload).stream()).toList();
    }

    /** Lists the ways to read a name as Moodle's. It has no "_" in a student's name, but systems beside it may have one. */
    private static List<Reading> moodle(Path upload) {
        String name = name(upload);
        return MOODLE.matcher(name).results().map(found -> {
            String student = found.group(1).equals("_") ? name.substring(0, found.start()).strip()
                    : "Participant " + found.group(2);
            return new Reading(HandIn.of(student, found.group(2), Source.NONE), 0);
        }).filter(reading -> !reading.student().name().isEmpty()).toList();
    }

    /** Lists the ways to read a file's name as Canvas's. A student's name, and what students call files, may have numbers. */
    private static List<Reading> canvas(Path upload) {
        String name = name(upload);
        Matcher anonymous = CANVAS_ANONYMOUS.matcher(name);
        if (EntryKind.of(upload) == EntryKind.FOLDER) {
            return List.of();
        } else if (anonymous.matches()) {
            return List.of(new Reading(HandIn.of(anonymous.group("name"), anonymous.group("id"),
                    mark(anonymous.group("late"))), Double.parseDouble(anonymous.group("upload"))));
        }
        List<Reading> readings = new ArrayList<>();
        for (Pattern pattern : List.of(CANVAS, CANVAS_TEXT)) {
            Matcher found = pattern.matcher(name);
            while (found.find()) {
                Matcher student = CANVAS_NAME.matcher(name.substring(0, found.start()));
                if (student.matches()) {
                    readings.add(new Reading(HandIn.of(student.group("name"), found.group("id"), mark(student.group("late"))),
                            pattern == CANVAS ? Double.parseDouble(found.group("upload")) : 0));
                }
            }
        }
        return readings;
    }

    private static Source mark(String late) {
        return late == null ? Source.NOT_MARKED : Source.MARKED_LATE;
    }

    /** Lists the readings of the names that Canvas can have written in one way only. */
    private List<Reading> clear(Predicate<Path> wanted) {
        return named.stream().filter(wanted).map(UploadNames::canvas).filter(readings -> readings.size() == 1)
                .map(readings -> readings.get(0)).toList();
    }

    private List<Double> numbers() {
        return clear(upload -> true).stream().map(Reading::upload).filter(number -> number > 0).toList();
    }

    /** Tells whether these names are Canvas's: names such as rnn_2026_7_ada.zip, which a course has asked for, look similar. */
    private boolean isCanvas() {
        List<Double> numbers = numbers();
        List<Student> archives = clear(upload -> EntryKind.isArchive(name(upload))).stream().map(Reading::student).toList();
        long students = Math.min(archives.stream().map(Student::id).distinct().count(),
                archives.stream().map(Student::name).distinct().count());
        return 2 * numbers.stream().distinct().count() >= numbers.size()
                && (archives.isEmpty() || students > 1 && ARCHIVES * students > archives.size());
    }

    /** Makes a reader that leaves out a reading if its number of the upload does not fit those of the clear names. */
    private Function<Path, List<Reading>> inRange() {
        List<Double> numbers = numbers().stream().sorted().toList();
        return numbers.isEmpty() ? UploadNames::canvas : upload -> canvas(upload).stream()
                .filter(reading -> reading.upload() == 0 || reading.upload() * RANGE >= numbers.get(0)
                        && reading.upload() <= numbers.get(numbers.size() - 1) * RANGE).toList();
    }

    /**
     * The names and times in Gradescope's list of submissions, which lies beside the folders submission_NUMBER.
     *
     * @param handIns the hand-ins by the names of their folders
     * @param remark what the list was used for, in a few words
     */
    record GradescopeNames(Map<String, HandIn> handIns, String remark) {

        /** The file name of the list. */
        static final String FILE = "submission_metadata.yml";

        /** Gradescope's own folders. A list that a student has handed in does not change the name of another upload. */
        private static final Pattern FOLDER = Pattern.compile("submission_\\d+");

        /** Far more than a class needs: the list also has the output of each submission's tests. */
        private static final int MAX_CHARACTERS = 100_000_000;

        /** Reads the list in an inbox, if it has one. */
        static GradescopeNames read(Path inbox) {
            Path file = inbox.resolve(FILE);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return new GradescopeNames(Map.of(), "");
            }
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(MAX_CHARACTERS);
            options.setAllowDuplicateKeys(false); // of each, a warning would be printed
            try (Reader reader = Files.newBufferedReader(file)) {
                Object list = new Yaml(new SafeConstructor(options)).load(reader);
                Map<String, HandIn> found = new HashMap<>();
                map(list).forEach((name, entry) -> handIn(map(entry))
                        .filter(known -> FOLDER.matcher(String.valueOf(name)).matches())
                        .ifPresent(known -> found.put(String.valueOf(name), known)));
                return new GradescopeNames(found, "Gradescope's list, from which the names of the students were read");
            } catch (IOException | YAMLException | IllegalArgumentException unreadable) {
                return new GradescopeNames(Map.of(),
                        "Gradescope's list, which can't be read; the submissions keep their numbers");
            }
        }

        private static Optional<HandIn> handIn(Map<?, ?> entry) {
            List<Student> students = new ArrayList<>();
            for (Object submitter : entry.get(":submitters") instanceof List<?> all ? all : List.of()) {
                String id = text(map(submitter), ":sid").or(() -> text(map(submitter), ":email")).orElse("");
                text(map(submitter), ":name").ifPresent(name -> students.add(new Student(name, id)));
            }
            HandInTime time = entry.get(":created_at") instanceof Date date ? HandInTime.at(date.toInstant())
                    : HandInTime.UNKNOWN;
            return students.isEmpty() ? Optional.empty() : Optional.of(new HandIn(students, time));
        }

        private static Map<?, ?> map(Object value) {
            return value instanceof Map<?, ?> map ? map : Map.of();
        }

        private static Optional<String> text(Map<?, ?> entry, String key) {
            return Optional.ofNullable(entry.get(key)).map(value -> value.toString().strip()).filter(value -> !value.isEmpty());
        }
    }
}
