package org.rnnkit.classroom.inbox;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rnnkit.classroom.inbox.HandIn.Student;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The names and times in Gradescope's list of submissions, which lies beside the folders submission_NUMBER. */
final class GradescopeNames {

    /** The file name of the list. */
    static final String FILE = "submission_metadata.yml";

    /** Gradescope's own folders. A list that a student has handed in does not change the name of another upload. */
    private static final Pattern FOLDER = Pattern.compile("submission_\\d+");

    /** Far more than a class needs: the list also has the output of each submission's tests. */
    private static final int MAX_CHARACTERS = 100_000_000;

    private final Map<String, HandIn> handIns;
    private final String remark;

    private GradescopeNames(Map<String, HandIn> handIns, String remark) {
        this.handIns = handIns;
        this.remark = remark;
    }

    /** Reads the list in an inbox, if it has one. */
    static GradescopeNames in(Path inbox) {
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
            return new GradescopeNames(Map.of(), "Gradescope's list, which can't be read; the submissions keep their numbers");
        }
    }

    private static Optional<HandIn> handIn(Map<?, ?> entry) {
        List<Student> students = new ArrayList<>();
        for (Object submitter : entry.get(":submitters") instanceof List<?> all ? all : List.of()) {
            String id = text(map(submitter), ":sid").or(() -> text(map(submitter), ":email")).orElse("");
            text(map(submitter), ":name").ifPresent(name -> students.add(new Student(name, id)));
        }
        Optional<Instant> time = entry.get(":created_at") instanceof Date date ? Optional.of(date.toInstant())
                : Optional.empty();
        return students.isEmpty() ? Optional.empty() : Optional.of(new HandIn(students, time, false));
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<String> text(Map<?, ?> entry, String key) {
        return Optional.ofNullable(entry.get(key)).map(value -> value.toString().strip()).filter(value -> !value.isEmpty());
    }

    /** Returns the hand-ins by the names of their folders. */
    Map<String, HandIn> handIns() {
        return handIns;
    }

    /** Returns in a few words what the list was used for. */
    String remark() {
        return remark;
    }
}
