package org.rnnkit.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.toolkit.WholeFile;

/** Writes results, each file whole or not at all. */
public final class ReportFile {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportFile() {}

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
            throw new GraderTrouble("The report can't be put into " + file + ": " + e, e);
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
            throw new GraderTrouble("The report can't be written to " + file + ": " + e, e);
        }
    }
}
