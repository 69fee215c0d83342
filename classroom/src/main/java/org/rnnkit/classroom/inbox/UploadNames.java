package org.rnnkit.classroom.inbox;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.rnnkit.grader.marking.TimeSource;
import org.rnnkit.grader.submission.EntryKind;

/**
 * A reader of the names that a platform gives to uploads. Moodle's names are never anything else. Canvas's look like names that
 * a course may have asked for, so they are read only if the roster is Canvas's gradebook.
 */
public final class UploadNames {

    /** The names of Moodle's downloads, or of plain folders and archives. */
    public static final UploadNames MOODLE = new UploadNames(UploadNames::moodle);

    /**
     * Moodle: "Ada Lovelace_123_assignsubmission_file_", and what the student called the file if there are no folders. Moodle
     * writes a space for each "_" of a name.
     */
    private static final Pattern MOODLE_NAME = Pattern.compile("([^_]++)_([1-9]\\d*+)_assignsubmission_.*+");
    /** The word that Canvas writes in place of an upload's number, if the student typed a text. */
    private static final String TYPED_TEXT = "text.html";

    /** A way to read the names. */
    @FunctionalInterface
    private interface Reader {
        List<HandIn> readings(Path upload);
    }

    private final Reader reader;

    private UploadNames(Reader reader) {
        this.reader = reader;
    }

    /**
     * Makes a reader of Canvas's names: "lovelaceada_LATE_123_45678_" with the numbers of student and upload, then what the
     * student called the file. Names of students and files may have such numbers, too: the gradebook then tells which
     * reading is right.
     *
     * @param isStudent tells whether the gradebook has a student with this name and number
     */
    public static UploadNames canvas(Predicate<HandIn> isStudent) {
        return new UploadNames(upload -> {
            List<HandIn> all = EntryKind.of(upload) == EntryKind.FOLDER ? List.of()
                    : canvas(upload.getFileName().toString());
            List<HandIn> known = all.stream().filter(isStudent).toList();
            return all.size() == 1 || known.isEmpty() ? all : known;
        });
    }

    /** Reads the name of an upload: no hand-in if no platform has named it, several if it is in doubt. */
    List<HandIn> of(Path upload) {
        return EntryKind.of(upload) == EntryKind.LINK ? List.of() : reader.readings(upload);
    }

    private static List<HandIn> moodle(Path upload) {
        Matcher name = MOODLE_NAME.matcher(upload.getFileName().toString());
        return name.matches() ? List.of(HandIn.of(name.group(1).strip(), name.group(2), TimeSource.NONE)) : List.of();
    }

    private static List<HandIn> canvas(String name) {
        List<String> parts = List.of(name.split("_", -1));
        return IntStream.range(1, parts.size() - 1).filter(i -> isNumber(parts.get(i)) && isUpload(parts, i + 1))
                .mapToObj(i -> canvas(parts.subList(0, i), parts.get(i))).toList();
    }

    private static HandIn canvas(List<String> before, String number) {
        boolean late = before.size() > 1 && before.get(before.size() - 1).equalsIgnoreCase("late");
        return HandIn.of(String.join("_", late ? before.subList(0, before.size() - 1) : before), number,
                late ? TimeSource.MARKED_LATE : TimeSource.NOT_MARKED);
    }

    private static boolean isUpload(List<String> parts, int i) {
        boolean isLast = i == parts.size() - 1;
        return isLast ? parts.get(i).equals(TYPED_TEXT) : isNumber(parts.get(i));
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.charAt(0) != '0' && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
