package org.rnnkit.grader.system;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.io.function.IORunnable;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.toolkit.AtomicFile;

/**
 * A writer and reader of result files. A file is written completely or not at all. A sealed file begins with a hash of its
 * content and of everything that the content depends on: one that was damaged or changed, or that depends on something else,
 * counts as missing.
 */
public final class OutputFile {

    /** The mapper for all files. */
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            // Jackson also writes a record's get methods, such as its schema; these are not read back.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** The names that {@link AtomicFile} gives to files until they are complete. */
    private static final Pattern UNFINISHED = Pattern.compile(".*\\.\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\.part");

    /** The length of the first line of a sealed file, without its end. */
    private static final int SEAL_LENGTH = 64;

    private OutputFile() {}

    /**
     * Writes an object as JSON. An existing file is replaced.
     *
     * @throws GraderException if it can't be written
     */
    public static void write(Object content, Path file) {
        write(json(content) + "\n", file);
    }

    /**
     * Writes a large object as JSON, without line breaks, and without all of the text in memory. An existing file is replaced.
     *
     * @throws GraderException if it can't be written
     */
    public static void stream(Object content, Path file) {
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        writeUncut(file, () -> {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValue(part.toFile(), content);
                AtomicFile.move(part, file);
            } finally {
                part.toFile().delete();
            }
        });
    }

    /**
     * Writes a text in UTF-8. An existing file is replaced.
     *
     * @throws GraderException if it can't be written
     */
    public static void write(String content, Path file) {
        write(content.getBytes(StandardCharsets.UTF_8), file);
    }

    /**
     * Writes bytes. An existing file is replaced.
     *
     * @throws GraderException if it can't be written
     */
    public static void write(byte[] content, Path file) {
        writeUncut(file, () -> AtomicFile.write(file, content));
    }

    /** Writes a file without leaving a temporary one if the user interrupts. */
    private static void writeUncut(Path file, IORunnable writing) {
        try {
            ShutdownHooks.uncut(() -> {
                writing.run();
                return file;
            });
        } catch (IOException e) {
            throw new GraderException(file + " can't be written: " + e, e);
        }
    }

    /** Reads a JSON file. Returns nothing if it does not exist or has other content. */
    public static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(file.toFile(), type));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Writes a sealed file as JSON. An existing file is replaced.
     *
     * @param fingerprint the fingerprint of everything that the content depends on
     * @throws GraderException if it can't be written
     */
    public static void writeSealed(Object content, String fingerprint, Path file) {
        String json = json(content);
        write(seal(json.getBytes(StandardCharsets.UTF_8), fingerprint) + "\n" + json, file);
    }

    /**
     * Reads a sealed file.
     *
     * @param fingerprint the fingerprint of everything that the content depends on now
     * @return the content; empty if the file is missing, damaged or changed, or has another fingerprint
     */
    public static <T> Optional<T> readSealed(Path file, String fingerprint, Class<T> type) {
        try {
            byte[] all = Files.readAllBytes(file);
            int end = Math.min(SEAL_LENGTH + 1, all.length);
            byte[] json = Arrays.copyOfRange(all, end, all.length);
            return new String(all, 0, end, StandardCharsets.UTF_8).equals(seal(json, fingerprint) + "\n")
                    ? Optional.ofNullable(JSON.readValue(json, type)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String json(Object content) {
        return Uncheck.get(() -> JSON.writeValueAsString(content));
    }

    private static String seal(byte[] json, String fingerprint) {
        return new Fingerprint().add(fingerprint).add(json).finish();
    }

    /**
     * Deletes the temporary files that a killed process has left in a folder while it wrote. No other process may write to
     * the folder now. The folder need not exist.
     */
    public static void deleteUnfinished(Path folder) {
        File[] parts = folder.toFile().listFiles((parent, name) -> UNFINISHED.matcher(name).matches());
        for (File part : parts == null ? new File[0] : parts) {
            // A folder of this name stays, because it is not empty.
            part.delete();
        }
    }
}
