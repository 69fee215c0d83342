package org.rnnkit.grader.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Fingerprint;

/**
 * A JSON file that a later run reads again. Its first line is a hash of the content and of everything that the content
 * depends on. A file that was damaged or changed, or that depends on something else, counts as missing.
 */
public final class SealedFile {

    /** The length of the first line without its end. */
    private static final int SEAL_LENGTH = 64;

    private SealedFile() {}

    /**
     * Writes a file, completely or not at all.
     *
     * @param content the content
     * @param fingerprint the fingerprint of everything that the content depends on
     * @param file the file to write; an existing one is replaced
     * @throws GraderException if it can't be written
     */
    public static void write(Object content, String fingerprint, Path file) {
        try {
            String json = OutputFile.JSON.writeValueAsString(content);
            OutputFile.write(seal(json.getBytes(StandardCharsets.UTF_8), fingerprint) + "\n" + json, file);
        } catch (JsonProcessingException e) {
            throw new GraderException("The content of " + file + " can't be converted to JSON: " + e, e);
        }
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param fingerprint the fingerprint of everything that the content depends on now
     * @param type the type of its content
     * @param <T> the type of its content
     * @return the content; empty if the file is missing, damaged or changed, or has another fingerprint
     */
    public static <T> Optional<T> read(Path file, String fingerprint, Class<T> type) {
        try {
            byte[] all = Files.readAllBytes(file);
            int end = Math.min(SEAL_LENGTH + 1, all.length);
            byte[] json = Arrays.copyOfRange(all, end, all.length);
            return new String(all, 0, end, StandardCharsets.UTF_8).equals(seal(json, fingerprint) + "\n")
                    ? Optional.ofNullable(OutputFile.JSON.readValue(json, type)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String seal(byte[] json, String fingerprint) {
        return new Fingerprint().add(fingerprint).add(json).finish();
    }
}
