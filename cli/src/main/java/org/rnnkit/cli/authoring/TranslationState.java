package org.rnnkit.cli.authoring;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.testkit.translation.TranslationFile;

/**
 * How far one file of a translation is, with the chapter beside it.
 *
 * @param name the name of the file without its ending: a step's id, or "common"
 * @param english the English texts
 * @param texts the translated ones; empty texts if the file does not exist
 * @param chapter the translated chapter; empty if the chapter is not translated
 */
record TranslationState(String name, EnglishTexts english, TranslationFile texts, Optional<String> chapter) {

    private static final Pattern CHAPTER_HASH = Pattern.compile("\\A<!-- english: (\\w+) -->\\R");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");

    static TranslationState of(String name, EnglishTexts english, Path folder) throws IOException {
        Path file = file(folder, name);
        Path chapter = folder.resolve(name + ".md");
        try {
            return new TranslationState(name, english, Files.exists(file) ? TranslationFile.read(file)
                    : new TranslationFile(null, null, null, null, null),
                    Files.exists(chapter) ? Optional.of(Files.readString(chapter)) : Optional.empty());
        } catch (JacksonException e) {
            throw new UsageException(file + " is not a file of a translation: " + e.getOriginalMessage()
                    + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")"));
        }
    }

    static Path file(Path folder, String name) {
        return folder.resolve(name + ".yaml");
    }

    /** Counts the messages that are translated. */
    long translated() {
        return english.messages().stream().filter(message -> isWritten(texts.messages().get(message))).count();
    }

    /** Lists the messages that the file does not have, not even with an empty translation. */
    List<String> missing() {
        return english.messages().stream().filter(message -> !texts.messages().containsKey(message)).toList();
    }

    /** Tells whether title, addition and all hints are translated. */
    boolean hasAllTexts() {
        return english.step() != null && isWritten(texts.title()) && isWritten(texts.adds())
                && texts.hints().stream().filter(TranslationState::isWritten).count() == english.step().hints().size();
    }

    private boolean hasAnyText() {
        return isWritten(texts.title()) || isWritten(texts.adds()) || texts.hints().stream().anyMatch(
                TranslationState::isWritten);
    }

    /** Lists what a translator has to change: each a sentence with what is wrong and what to do. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (english.step() != null && hasAnyText() && !english.stepHash().equals(texts.english())) {
            problems.add(name + ".yaml: the English title or hints have changed. Compare them with steps.yaml, then write "
                    + "english: " + english.stepHash());
        }
        chapter.ifPresent(text -> {
            Matcher hash = CHAPTER_HASH.matcher(text);
            if (!hash.find() || !hash.group(1).equals(english.chapterHash())) {
                problems.add(name + ".md: the English chapter has changed. Compare it with " + english.step().chapterFile()
                        + ", then write as the first line: <!-- english: " + english.chapterHash() + " -->");
            }
        });
        for (Map.Entry<String, String> message : texts.messages().entrySet()) {
            if (!isWritten(message.getValue())) {
                continue;
            }
            if (!english.messages().contains(message.getKey())) {
                problems.add(name + ".yaml: no source has this message any more. Delete it, or move its translation to a "
                        + "newer message: " + message.getKey());
            } else if (!places(message.getKey()).containsAll(places(message.getValue()))) {
                problems.add(name + ".yaml: the translation has a place {...} that the message does not have: "
                        + message.getValue());
            }
        }
        return problems;
    }

    private static Set<String> places(String message) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(message).results().forEach(place -> places.add(place.group(1)));
        return places;
    }

    private static boolean isWritten(String text) {
        return text != null && !text.isBlank();
    }
}
