package org.rnnkit.cli.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.translation.TranslationFile;
import org.rnnkit.toolkit.Sha256;

/**
 * The English texts of one file of a translation.
 *
 * @param step the step; null for the messages of any step
 * @param chapter the text of its chapter; empty without a step
 * @param messages the messages that students see, in the order of the sources
 */
record EnglishTexts(Step step, String chapter, Set<String> messages) {

    private static final int HASH = 12;
    private static final String TESTKIT = "testkit/src/main/java/org/rnnkit/testkit/";
    private static final String LEARNER = "learner/src/main/java/org/rnnkit/learner/";

    /** The sources whose messages may appear in any step. */
    private static final List<String> COMMON = List.of(TESTKIT, LEARNER + "explain", LEARNER + "guide/HintText.java",
            LEARNER + "guide/StepStates.java", LEARNER + "watch", "grader/src/main/java/org/rnnkit/grader/compile",
            "grader/src/main/java/org/rnnkit/grader/run", "toolkit/src/main/java/org/rnnkit/toolkit/NotImplementedYet.java",
            "toolkit/src/main/java/org/rnnkit/toolkit/NumberOperations.java",
            "cli/src/main/java/org/rnnkit/cli/command/StepCommands.java");

    /** Messages of a single word, which no rule could tell from the names in the sources. */
    private static final List<String> SHORT = List.of("passed", "stopped", "open  {1}", "read  {1}", "page  {1}",
            "If you want more: step {1}, {2}", "Going further",
            "or when {1}", "step {1}", "Step {1}", "Step {1}, {2}:");

    /** Finds the texts of each file, by the file's name without its ending. */
    static Map<String, EnglishTexts> all(Layout layout) throws IOException {
        Map<String, EnglishTexts> texts = new LinkedHashMap<>();
        Set<String> common = new LinkedHashSet<>(SHORT);
        for (String place : COMMON) {
            common.addAll(messages(layout.home().resolve(place)));
        }
        addMeanings(layout.home().resolve("testkit/src/main/resources/org/rnnkit/testkit/junit/engine-errors.yaml"), common);
        texts.put(TranslationFile.COMMON, new EnglishTexts(null, "", common));
        for (Step step : DerivedFiles.steps(layout).withBonus()) {
            Set<String> own = messages(layout.gradedTests(step));
            addMeanings(layout.gradedTests(step).resolve("engine-errors.yaml"), own);
            own.removeAll(common);
            texts.put(step.id(), new EnglishTexts(step, Files.readString(layout.chapter(step)), own));
        }
        return texts;
    }

    private static Set<String> messages(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return MessageTemplates.in(files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getParent().endsWith("translation")).sorted().toList());
        }
    }

    private static void addMeanings(Path yaml, Set<String> messages) throws IOException {
        if (Files.exists(yaml)) {
            for (JsonNode entry : new ObjectMapper(new YAMLFactory()).readTree(Files.readString(yaml))) {
                MessageTemplates.addLines(entry.get("means").asText(), messages);
            }
        }
    }

    /** Returns the hash of the chapter, which a translation of it names in its first line. */
    String chapterHash() {
        return hash(chapter);
    }

    /** Returns the hash of the step's title, addition and hints. */
    String stepHash() {
        List<String> all = new ArrayList<>(List.of(step.title(), step.adds()));
        all.addAll(step.hints());
        return hash(String.join("\n", all));
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    }
}
