package org.rnnkit.testkit.translation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kit's texts in the language that the user has chosen. A text without a translation stays English. Texts are translated
 * where they are shown, never where they are made: tests, workers and report.json have English messages only.
 */
public final class Translation {

    private static final String YAML = ".yaml";
    private static final Translation CHOSEN = of(ChosenLanguage.find());

    private final String code;
    private final Path folder;
    private final Map<String, TranslationFile> files;
    private final MessageTable messages;
    private final String problem;

    private Translation(String code, Path folder, Map<String, TranslationFile> files, String problem) {
        this.code = code;
        this.folder = folder;
        this.files = files;
        this.problem = problem;
        Map<String, String> all = new HashMap<>();
        files.values().forEach(file -> all.putAll(file.messages()));
        this.messages = new MessageTable(all);
    }

    /**
     * Returns the translation into the language of this process.
     *
     * @return the translation; for English, one that changes nothing
     */
    public static Translation chosen() {
        return CHOSEN;
    }

    private static Translation of(ChosenLanguage language) {
        if (language.isEnglish()) {
            return none("");
        }
        if (!language.exists()) {
            return none(language.problem());
        }
        try {
            return read(language.folder().resolve(language.code()));
        } catch (IOException e) {
            return none("The translation \"" + language.code() + "\" can't be read, so the texts are English. "
                    + e.getMessage());
        }
    }

    private static Translation none(String problem) {
        return new Translation(ChosenLanguage.ENGLISH, null, Map.of(), problem);
    }

    /**
     * Reads the files of a language.
     *
     * @param folder the language's folder; its name is the language's code
     * @return the translation
     * @throws IOException if a file can't be read, or if it is not YAML with the keys of a translation
     */
    public static Translation read(Path folder) throws IOException {
        Map<String, TranslationFile> files = new HashMap<>();
        try (Stream<Path> places = Files.list(folder)) {
            for (Path file : places.filter(path -> path.toString().endsWith(YAML)).sorted().toList()) {
                try {
                    files.put(file.getFileName().toString().replace(YAML, ""), TranslationFile.read(file));
                } catch (IOException e) {
                    throw new IOException(file + ": " + e.getMessage(), e);
                }
            }
        }
        return new Translation(folder.getFileName().toString(), folder, files, "");
    }

    /**
     * Says why the chosen language can't be shown.
     *
     * @return one or two sentences; empty if all is well
     */
    public String problem() {
        return problem;
    }

    /**
     * Returns the language's code, for an HTML attribute {@code lang}.
     *
     * @return a code such as "de"; "en" for English
     */
    public String code() {
        return code;
    }

    /**
     * Finds the texts of a step.
     *
     * @param id the step's id, such as "step3state"
     * @return its translated title, addition and hints; empty if the step is not translated
     */
    public Optional<TranslationFile> step(String id) {
        return Optional.ofNullable(files.get(id));
    }

    /**
     * Returns the language of a step's title.
     *
     * @param id the step's id
     * @return the code for an HTML attribute {@code lang}; null if the title is not translated
     */
    public String langOfTitle(String id) {
        return step(id).filter(texts -> !texts.title().isBlank()).map(texts -> code).orElse(null);
    }

    /**
     * Returns the language of a step's hint.
     *
     * @param id the step's id
     * @param index the index of the hint, from 0
     * @return the code for an HTML attribute {@code lang}; null if the hint is not translated
     */
    public String langOfHint(String id, int index) {
        return step(id).filter(texts -> index < texts.hints().size() && !texts.hints().get(index).isBlank())
                .map(texts -> code).orElse(null);
    }

    /**
     * Finds the chapter of a step.
     *
     * @param id the step's id, such as "step3state"
     * @return the Markdown file; empty if the chapter is not translated
     */
    public Optional<Path> chapter(String id) {
        return Optional.ofNullable(folder).map(place -> place.resolve(id + ".md")).filter(Files::isRegularFile);
    }

    /**
     * Translates a message.
     *
     * @param english the message, of one line or several
     * @return the message, in which each line with a translation is replaced
     */
    public String text(String english) {
        return isEnglish() ? english : lines(english).stream().map(TranslatedText::text).collect(Collectors.joining("\n"))
                + (english.endsWith("\n") ? "\n" : "");
    }

    /**
     * Translates the lines of a message, for a page that marks the language of each.
     *
     * @param english the message
     * @return its lines
     */
    public List<TranslatedText> lines(String english) {
        return english.lines().map(line -> messages.line(line).map(text -> new TranslatedText(text, code))
                .orElse(new TranslatedText(line, null))).toList();
    }

    /**
     * Returns the language in which a text of one line is shown.
     *
     * @param english the text
     * @return the code for an HTML attribute {@code lang}; null if it has no translation
     */
    public String lang(String english) {
        return messages.line(english).isPresent() ? code : null;
    }

    /**
     * Translates the name of a test, without the values in the name of a parameterised one.
     *
     * @param name a sentence such as "state is one array: batchSize 2"
     * @return the name, in which the sentence is replaced if it has a translation
     */
    public String testName(String name) {
        int values = name.indexOf(": ");
        return values < 0 ? text(name) : text(name.substring(0, values)) + name.substring(values);
    }

    /**
     * Tells whether nothing is translated.
     *
     * @return whether the language is English
     */
    public boolean isEnglish() {
        return code.equals(ChosenLanguage.ENGLISH);
    }
}
