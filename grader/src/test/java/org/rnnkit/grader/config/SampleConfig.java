package org.rnnkit.grader.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings of a course for tests, as an instructor writes them. */
public final class SampleConfig {

    private SampleConfig() {}

    /** Reads the text of a grading.yaml. */
    public static GradingConfig of(String yaml) {
        try {
            Path file = Files.writeString(Files.createTempFile("grading", ".yaml"), yaml);
            GradingConfig config = ConfigFile.read(file);
            Files.delete(file);
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
