package org.rnnkit.grader.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.toolkit.WholeFile;

/** Files of results, each written whole or not at all. What is kept for later is JSON, and read as what was written. */
public final class OutputFile {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            // What a record says beside its components, its schema above all, is written and not read.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private OutputFile() {}

    /**
     * Writes a file as JSON.
     *
     * @param content what is in it
     * @param file its place; a file that is there is replaced
     */
    public static void write(Object content, Path file) {
        try {
            write(JSON.writeValueAsString(content) + "\n", file);
        } catch (JsonProcessingException e) {
            throw new GraderException("What is to be in " + file + " can't be put into JSON: " + e, e);
        }
    }

    /**
     * Writes a file of text.
     *
     * @param content what is in it
     * @param file its place; a file that is there is replaced
     */
    public static void write(String content, Path file) {
        try {
            WholeFile.write(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new GraderException(file + " can't be written: " + e, e);
        }
    }

    /**
     * Reads a file of JSON.
     *
     * @param file its place
     * @param type what was written
     * @param <T> what was written
     * @return what is in it; nothing if it is not there or is something else
     */
    public static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(file.toFile(), type));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
