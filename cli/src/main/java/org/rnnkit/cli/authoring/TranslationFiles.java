package org.rnnkit.cli.authoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;

/** The files of a translation, {@code translations/LANGUAGE/}, and what is missing in them. */
public final class TranslationFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, EnglishTexts> english;

    /**
     * Reads the English texts.
     *
     * @param layout the kit's folders
     * @param language the language's code, such as "de"
     * @throws IOException if a source can't be read
     */
    public TranslationFiles(Layout layout, String language) throws IOException {
        this(folder(layout).resolve(language), EnglishTexts.all(layout));
    }

    /** Takes the folder of a language, and the English texts by the names of its files. */
    TranslationFiles(Path folder, Map<String, EnglishTexts> english) {
        this.folder = folder;
        this.english = english;
    }

    /** Returns the folder of all translations. */
    static Path folder(Layout layout) {
        return layout.home().resolve("translations");
    }

    /** Lists the translated chapters of a step, in all languages. */
    static List<Path> chapters(Layout layout, Step step) throws IOException {
        if (!Files.isDirectory(folder(layout))) {
            return List.of();
        }
        try (Stream<Path> languages = Files.list(folder(layout))) {
            return languages.map(language -> language.resolve(step.id() + ".md")).filter(Files::isRegularFile).sorted()
                    .toList();
        }
    }

    private List<TranslationState> states() throws IOException {
        List<TranslationState> states = new ArrayList<>();
        for (Map.Entry<String, EnglishTexts> texts : english.entrySet()) {
            states.add(TranslationState.of(texts.getKey(), texts.getValue(), folder));
        }
        return states;
    }

    /**
     * Describes how much is translated.
     *
     * @return one line for each file, and one for all of them
     * @throws IOException if a file can't be read
     */
    public List<String> summary() throws IOException {
        List<String> lines = new ArrayList<>();
        List<TranslationState> states = states();
        for (TranslationState state : states) {
            long all = state.english().messages().size();
            lines.add(String.format(Locale.ROOT, "%-16s %3d %% of %4d messages%s", state.name(), all == 0 ? 100
                    : 100 * state.translated() / all, all, state.english().step() == null ? ""
                    : (state.hasAllTexts() ? ", title and hints" : "") + (state.chapter().isPresent() ? ", chapter" : "")));
        }
        long all = states.stream().mapToLong(state -> state.english().messages().size()).sum();
        long translated = states.stream().mapToLong(TranslationState::translated).sum();
        long steps = states.stream().filter(state -> state.english().step() != null).count();
        lines.add(String.format(Locale.ROOT, "%d of %d chapters, titles and hints of %d of %d steps, %d of %d messages (%d %%)",
                states.stream().filter(state -> state.chapter().isPresent()).count(), steps,
                states.stream().filter(TranslationState::hasAllTexts).count(), steps, translated, all,
                100 * translated / all));
        return lines;
    }

    /**
     * Lists what does not fit the English texts any more.
     *
     * @return a sentence for each place, with what to do
     * @throws IOException if a file can't be read
     */
    public List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        states().forEach(state -> problems.addAll(state.problems()));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString()).sorted()
                        .filter(file -> !english.containsKey(file.replaceAll("\\.(yaml|md)$", "")))
                        .forEach(file -> problems.add(file + ": there is no such step. Delete the file, or name it "
                                + "like a step's id in steps.yaml."));
            }
        }
        return problems;
    }

    /**
     * Adds what is missing, with empty translations. What a translator has written stays as it is.
     *
     * @return the files that were written, in order
     * @throws IOException if a file can't be read or written
     */
    public List<Path> write() throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (TranslationState state : states()) {
            Path file = TranslationState.file(folder, state.name());
            List<String> missing = state.missing();
            if (Files.exists(file) && missing.isEmpty()) {
                continue;
            }
            StringBuilder text = new StringBuilder(Files.exists(file) ? Files.readString(file) : begin(state.english()));
            for (String message : missing) {
                text.append("  ").append(JSON.writeValueAsString(message)).append(":\n    \"\"\n");
            }
            Files.writeString(file, text);
            written.add(file);
        }
        return written;
    }

    /** Returns the beginning of a new file; the messages are the last key, so that new ones can be added at the end. */
    private static String begin(EnglishTexts texts) throws IOException {
        Step step = texts.step();
        if (step == null) {
            return "messages:\n";
        }
        Map<String, String> empty = new LinkedHashMap<>();
        empty.put("title", step.title());
        empty.put("adds", step.adds());
        StringBuilder text = new StringBuilder("english: ").append(texts.stepHash()).append('\n');
        for (Map.Entry<String, String> entry : empty.entrySet()) {
            text.append("# ").append(entry.getValue()).append('\n').append(entry.getKey()).append(": \"\"\n");
        }
        text.append("hints:\n");
        step.hints().forEach(hint -> text.append("  # ").append(hint.strip().replaceAll("\\s+", " ")).append("\n  - \"\"\n"));
        return text.append("messages:\n").toString();
    }
}
