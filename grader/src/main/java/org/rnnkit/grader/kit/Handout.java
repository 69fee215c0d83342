package org.rnnkit.grader.kit;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.toolkit.Sha256;

/**
 * The record of a handout: its history, and a hash of each file that belongs to the kit. A student's copy has the record of
 * the handout that it was made from; the kit has the record of its newest handout.
 *
 * @param history the versions, the oldest first; at least one
 * @param files the hash of each file by its path, with slashes. The steps in exercises/ are not in it: they belong to the
 *     student
 * @param stubs the hash of each step's file as students get it, by its path in exercises/
 */
@JsonPropertyOrder({"schema", "version", "history", "files", "stubs"})
public record Handout(List<HandoutVersion> history, SortedMap<String, String> files, SortedMap<String, String> stubs) {

    /** The name of the record's file, in the folder of the kit or of the copy. */
    public static final String FILE = "handout.json";

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            // A newer handout may have more fields, and the get methods of the record are not read back.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final String STEPS = Layout.EXERCISES + "/src/main/java/";
    /** A name that is allowed on every system: no separators, and no dot or space at its end. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w@+-]|[\\w.@+-][\\w .@+-]*[\\w@+-]");
    private static final Set<String> OF_THE_STUDENT = Set.of("runs", ".rnnkit");
    /** The largest record that is read, in bytes. */
    public static final int MAX_BYTES = 2_000_000;
    private static final int MAX_PATH = 240;
    private static final int MAX_VERSIONS = 10_000;

    /** Copies the history and the files. */
    public Handout {
        history = List.copyOf(history);
        files = new TreeMap<>(files);
        stubs = new TreeMap<>(stubs);
    }

    /**
     * Computes the SHA-256 hash of a file. Line ends of Windows count as those of other systems, because git may change them. A
     * file with a zero byte is no text and stays as it is.
     */
    public static String hash(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return Sha256.of(text.indexOf('\0') >= 0 ? content
                : text.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads the record in the folder of a kit, a handout or a student's copy. Returns nothing if there is no valid record. */
    public static Optional<Handout> find(Path home) {
        Path file = home.resolve(FILE);
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES
                    ? parse(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Reads a record that may come from anybody. Returns nothing if it is not a valid one. */
    public static Optional<Handout> parse(byte[] json) {
        try {
            return json.length > MAX_BYTES ? Optional.empty()
                    : Optional.ofNullable(JSON.readValue(json, Handout.class)).filter(Handout::isValid);
        } catch (IOException notAHandout) {
            return Optional.empty();
        }
    }

    /** Writes the record as a text. */
    public byte[] toJson() {
        return (Uncheck.get(() -> JSON.writeValueAsString(this)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private boolean isValid() {
        return !history.isEmpty() && history.size() <= MAX_VERSIONS && getVersion() > 0
                && Stream.of(files, stubs).flatMap(map -> map.values().stream())
                        .allMatch(hash -> hash != null && hash.matches("[0-9a-f]{64}"))
                && files.keySet().stream().allMatch(path -> isPlainPath(path) && !isStep(path))
                && stubs.keySet().stream().allMatch(path -> isPlainPath(path) && isStep(path));
    }

    /** Tells whether a path stays in the copy's folder on every system, and names a file that a handout may replace. */
    private static boolean isPlainPath(String path) {
        return path.length() <= MAX_PATH && !path.equalsIgnoreCase(FILE) && staysInCopy(path)
                && !OF_THE_STUDENT.contains(path.replaceFirst("/.*", "").toLowerCase(Locale.ROOT));
    }

    /** Tells whether a path stays in the copy's folder on every system, and outside of its git repository's own files. */
    private static boolean staysInCopy(String path) {
        return Stream.of(path.split("/", -1))
                .allMatch(part -> PLAIN_NAME.matcher(part).matches() && !part.equalsIgnoreCase(".git"));
    }

    /** Returns the newest entry of the history: the version that the files belong to. */
    public HandoutVersion newest() {
        return history.get(history.size() - 1);
    }

    /** Returns the name and version of the JSON format. */
    public String getSchema() {
        return "rnnkit/handout/v1";
    }

    /** Returns the number of the handout: 1 for the first, 0 for a record that was not made by a handout. */
    public int getVersion() {
        return newest().version();
    }

    /** Tells whether another handout has the same files. */
    public boolean hasSameFiles(Handout other) {
        return files.equals(other.files) && stubs.equals(other.stubs);
    }

    /**
     * Tells whether a file belongs to the student, so that no handout may replace it once the student has changed it: the Java
     * files of the steps in exercises/.
     */
    public static boolean isStep(String path) {
        // Some file systems do not distinguish upper and lower case.
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.startsWith(STEPS) && lower.endsWith(".java");
    }
}
