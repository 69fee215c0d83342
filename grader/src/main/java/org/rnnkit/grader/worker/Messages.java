package org.rnnkit.grader.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What grader and worker tell each other: requests on standard input, results in a file. */
public final class Messages {

    /** Reads and writes them. */
    public static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What the name of the file that says "ready" has after that of the result. */
    public static final String READY = ".ready";

    private Messages() {}

    /**
     * Reads the request that this worker was started for.
     *
     * @param stream standard input
     * @param type the kind of request
     * @param <T> the kind of request
     * @return the request
     * @throws IOException if there is none
     */
    static <T> T read(InputStream stream, Class<T> type) throws IOException {
        return JSON.readValue(stream.readAllBytes(), type);
    }

    /**
     * Writes the result beside its place, then moves it there: it is whole or it is not there.
     *
     * @param result the result
     * @param file its place
     * @throws IOException if it can't be written
     */
    static void write(Object result, Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        JSON.writeValue(beside.toFile(), result);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Says that from here on it is the steps' code that runs.
     *
     * @param resultFile where the result will go
     * @throws IOException if that can't be said
     */
    static void ready(String resultFile) throws IOException {
        Files.createFile(Path.of(resultFile + READY));
    }
}
