package org.rnnkit.testkit.translation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file of a translation: the texts of a step, or those of any step. Only the messages are never missing.
 *
 * @param english the hash of the English title, addition and hints that the file translates; may be null
 * @param title the step's title; null or blank if it is not translated
 * @param adds what the step adds; null or blank if it is not translated
 * @param hints the step's hints; a missing or blank one is not translated
 * @param messages the translation of each English message; blank if it is not translated
 */
public record TranslationFile(String english, String title, String adds, List<String> hints, Map<String, String> messages) {

    /** The name of the file with the texts of any step. */
    public static final String COMMON = "common";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Replaces missing lists by empty ones, and missing texts by blank ones. */
    public TranslationFile {
        title = title == null ? "" : title;
        adds = adds == null ? "" : adds;
        hints = hints == null ? List.of() : List.copyOf(hints);
        messages = messages == null ? Map.of() : messages;
    }

    /**
     * Reads a file.
     *
     * @param file its path
     * @return its content
     * @throws IOException if it can't be read, or if it is not YAML with these keys
     */
    public static TranslationFile read(Path file) throws IOException {
        return YAML.readValue(Files.readString(file), TranslationFile.class);
    }

    /**
     * Chooses between a hint and its translation.
     *
     * @param english the English hints
     * @return each hint, translated where the file has a translation
     */
    public List<String> hintsOr(List<String> english) {
        List<String> chosen = new ArrayList<>(english);
        for (int i = 0; i < Math.min(hints.size(), english.size()); i++) {
            chosen.set(i, or(hints.get(i), english.get(i)));
        }
        return chosen;
    }

    /**
     * Chooses between a text and its translation.
     *
     * @param translated the translation; may be null or blank
     * @param english the English text
     * @return the translation if there is one
     */
    public static String or(String translated, String english) {
        return translated == null || translated.isBlank() ? english : translated;
    }
}
