package org.rnnkit.testkit.steps;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The titles, hints and chapters of the steps in the language that the user has chosen: with the system property
 * {@code rnnkit.language}, or else the environment variable {@code RNNKIT_LANG}, or else the word in the kit's file
 * {@code language.txt}. The machine's own language does not count: all students of a course read the same texts.
 *
 * <p>Titles and hints are in {@code steps.de.yaml} beside {@code steps.yaml}, a chapter is in {@code README.de.md} beside the
 * English {@code README.md}. What is not translated is shown in English, as are all messages.
 *
 * @param code the language's code for an HTML attribute {@code lang}, such as "de"; "en" for English
 * @param texts the texts of the steps
 * @param problem why the chosen language can't be shown, in one or two sentences; empty if all is well
 */
public record Translation(String code, Texts texts, String problem) {

    /** The code of the language that needs no translation. */
    public static final String ENGLISH = "en";
    /** The form of a language's code, such as "de" or "pt-br", as a regular expression. */
    public static final String CODE = "[a-z]{2,3}(-[a-z0-9]{2,8})?";

    /** The name of the file with the language's code. */
    public static final String FILE = "language.txt";

    /** The kit's folder is the working directory of a test run in an IDE, or a few levels above it. */
    private static final int LEVELS = 4;

    private static final Translation CHOSEN = read(chosenCode());

    /**
     * Returns the translation into the language of this process.
     *
     * @return the translation; for English, one that changes nothing
     */
    public static Translation chosen() {
        return CHOSEN;
    }

    private static String chosenCode() {
        return Stream.of(System.getProperty("rnnkit.language"), System.getenv("RNNKIT_LANG"), codeInFile())
                .filter(Objects::nonNull).map(String::strip).filter(word -> !word.isEmpty()).findFirst().orElse(ENGLISH)
                .toLowerCase(Locale.ROOT);
    }

    private static String codeInFile() {
        Path folder = Path.of(System.getProperty("rnnkit.home", "")).toAbsolutePath();
        for (int level = 0; level < LEVELS && folder != null; level++) {
            if (Files.isRegularFile(folder.resolve(FILE))) {
                try {
                    return Files.readString(folder.resolve(FILE));
                } catch (IOException unreadable) { // English, as in a kit that has no such file
                    return null;
                }
            }
            folder = folder.getParent();
        }
        return null;
    }

    /**
     * Reads the translation into a language.
     *
     * @param code the language's code, such as "de"
     * @return the translation; if it is missing or can't be read, one that changes nothing and has a {@link #problem()}
     */
    static Translation read(String code) {
        if (code.equals(ENGLISH)) {
            return new Translation(ENGLISH, Texts.NONE, "");
        }
        // The code must be one word, so that it can't lead to a file elsewhere.
        String file = "steps." + code + ".yaml";
        try (InputStream yaml = code.matches(CODE)
                ? Translation.class.getResourceAsStream("/" + file) : null) {
            if (yaml == null) {
                return new Translation(ENGLISH, Texts.NONE, "There is no translation \"" + code + "\", so the texts are "
                        + "English: the kit has no file " + file + " beside steps.yaml. Choose another language with "
                        + "RNNKIT_LANG, -Drnnkit.language or the file " + FILE + ".");
            }
            return new Translation(code, new ObjectMapper(new YAMLFactory()).readValue(yaml, Texts.class), "");
        } catch (IOException e) {
            return new Translation(ENGLISH, Texts.NONE, "The translation \"" + code + "\" can't be read, so the texts are "
                    + "English. " + file + ": " + e.getMessage());
        }
    }

    /**
     * Returns the language of a step's title and hints.
     *
     * @param id the step's id, such as "step3state"
     * @return the code for an HTML attribute {@code lang}; null if they are not translated
     */
    public String langOf(String id) {
        return texts.steps().containsKey(id) ? code : null;
    }

    /**
     * Finds the translation of a chapter.
     *
     * @param english the English chapter, a README.md
     * @return the Markdown file beside it; empty if the chapter is not translated
     */
    public Optional<Path> chapter(Path english) {
        return Optional.of(english.resolveSibling("README." + code + ".md")).filter(Files::isRegularFile);
    }

    /**
     * Returns the heading of the last section of a translated chapter.
     *
     * @return the translation of "Going further"; null if nothing is translated
     */
    public String goingFurther() {
        return texts.goingFurther();
    }

    /** Returns the step with its translated title and hints, or the step itself if it is not translated. */
    Step of(Step step) {
        StepTexts own = texts.steps().get(step.id());
        return own == null ? step : step.withTexts(own.title(), own.adds(), own.hints());
    }

    /** Lists the ids of the steps whose title and hints are translated. */
    Iterable<String> steps() {
        return texts.steps().keySet();
    }

    /** The content of a file such as steps.de.yaml: the texts of each translated step, by the step's id. */
    record Texts(String goingFurther, Map<String, StepTexts> steps) {

        static final Texts NONE = new Texts(null, Map.of());

        Texts {
            steps = steps == null ? Map.of() : Map.copyOf(steps);
        }
    }

    /** The translated texts of one step. They replace the English ones together, so none may be missing. */
    record StepTexts(String title, String adds, List<String> hints) {

        StepTexts {
            if (title == null || adds == null || hints == null) {
                throw new IllegalArgumentException("a translated step needs title, adds and hints");
            }
            hints = List.copyOf(hints);
        }
    }
}
