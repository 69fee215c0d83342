package org.rnnkit.grader.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.toolkit.AtomicFile;

/** A writer and reader of result files. A file is written completely or not at all. */
public final class OutputFile {

    /** The mapper for all files. */
    static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            // Jackson also writes a record's get methods, such as its schema; these are not read back.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** The names that {@link AtomicFile} gives to files until they are complete. */
    private static final Pattern UNFINISHED = Pattern.compile(".*\\.\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\.part");

    private OutputFile() {}

    /**
     * Writes a file as JSON.
     *
     * @param content the content
     * @param file the file to write; an existing one is replaced
     * @throws GraderException if it can't be written
     */
    public static void write(Object content, Path file) {
        try {
            write(JSON.writeValueAsString(content) + "\n", file);
        } catch (JsonProcessingException e) {
            throw new GraderException("The content of " + file + " can't be converted to JSON: " + e, e);
        }
    }

    /**
     * Writes a text file in UTF-8.
     *
     * @param content the text
     * @param file the file to write; an existing one is replaced
     * @throws GraderException if it can't be written
     */
    public static void write(String content, Path file) {
        write(content.getBytes(StandardCharsets.UTF_8), file);
    }

    /**
     * Writes a file.
     *
     * @param content the content
     * @param file the file to write; an existing one is replaced
     * @throws GraderException if it can't be written
     */
    public static void write(byte[] content, Path file) {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw new GraderException(file + " can't be written: " + e, e);
        }
    }

    /**
     * Reads a JSON file.
     *
     * @param file the file
     * @param type the type of its content
     * @param <T> the type of its content
     * @return the content; empty if the file does not exist or has other content
     */
    public static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(file.toFile(), type));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Deletes the temporary files that a killed process has left in a folder while it wrote. No other process may write to
     * the folder now.
     *
     * @param folder the folder; it need not exist
     */
    public static void deleteUnfinished(Path folder) {
        File[] parts = folder.toFile().listFiles((parent, name) -> UNFINISHED.matcher(name).matches());
        for (File part : parts == null ? new File[0] : parts) {
            // A folder of this name, which is no such file, stays: it has something in it.
            part.delete();
        }
    }
}
