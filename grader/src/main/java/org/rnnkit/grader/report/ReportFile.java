package org.rnnkit.grader.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.rnnkit.grader.GraderTrouble;

/** Writes results as JSON: beside their place, then moved there whole. */
public final class ReportFile {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportFile() {}

    /**
     * Writes a file.
     *
     * @param content what is in it
     * @param file its place; a file that is there is replaced
     */
    public static void write(Object content, Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(beside, JSON.writeValueAsString(content) + "\n");
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new GraderTrouble("The report can't be written to " + file + ": " + e, e);
        }
    }
}
