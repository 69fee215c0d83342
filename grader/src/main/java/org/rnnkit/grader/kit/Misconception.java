package org.rnnkit.grader.kit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.testkit.board.TestSentence;
import org.rnnkit.testkit.steps.Step;

/**
 * A wrong idea about a step, with the wrong solutions of the catalogue that follow from it.
 *
 * @param belief the idea, as a student would say it
 * @param answer what an instructor can answer
 * @param slips the names of the wrong solutions; none if no test can show the idea
 * @param careless whether the student knows better and was only careless
 */
public record Misconception(String belief, String answer, List<String> slips, boolean careless) {

    /** The file in a step's folder of the catalogue. */
    public static final String FILE = "misconceptions.yaml";

    /**
     * Reads the misconceptions of a step. Without a file there are none.
     *
     * @throws IllegalArgumentException if the file names a wrong solution that does not exist, or names one twice
     */
    public static List<Misconception> of(Layout layout, Step step) {
        Path file = layout.catalogue(step).resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        Set<String> names = CatalogueSolution.wrong(layout, step).stream().map(CatalogueSolution::name)
                .collect(Collectors.toSet());
        List<Misconception> read = Uncheck.get(() -> new ObjectMapper(new YAMLFactory())
                .readValue(Files.readString(file), new TypeReference<>() { }));
        Set<String> seen = new HashSet<>();
        for (String slip : read.stream().flatMap(misconception -> misconception.slips.stream()).toList()) {
            if (!names.contains(slip)) {
                throw new IllegalArgumentException(file + " names \"" + slip + "\", but " + CatalogueSolution.WRONG
                        + " has no such entry. Remove the name or correct it.");
            }
            if (!seen.add(slip)) {
                throw new IllegalArgumentException(file + " names \"" + slip + "\" twice. Keep it in one place only.");
            }
        }
        return read;
    }

    /**
     * The messages of wrong solutions, each with the misconception behind it.
     *
     * @param byStep for each step's id, the misconceptions by a part of the message
     */
    public record FailureMessages(Map<String, Map<String, Misconception>> byStep) {

        /** Reads the catalogue. A student's copy of the kit has none, so nothing is found there. */
        public static FailureMessages read(Layout layout, List<Step> steps) {
            Map<String, Map<String, Misconception>> byStep = new HashMap<>();
            for (Step step : steps) {
                Map<String, CatalogueSolution> wrong = CatalogueSolution.wrong(layout, step).stream()
                        .collect(Collectors.toMap(CatalogueSolution::name, solution -> solution));
                Map<String, Misconception> found = new HashMap<>();
                of(layout, step).forEach(misconception -> misconception.slips()
                        .forEach(slip -> found.put(words(wrong.get(slip).entry().message()), misconception)));
                byStep.put(step.id(), found);
            }
            return new FailureMessages(byStep);
        }

        /** Finds the misconception of which a failure tells most. Empty if the message fits none. */
        public Optional<Misconception> misconception(String step, String message) {
            String shown = words(message);
            Map<String, Misconception> parts = byStep.getOrDefault(step, Map.of());
            return parts.keySet().stream().filter(shown::contains)
                    .max((one, other) -> Integer.compare(one.length(), other.length())).map(parts::get);
        }

        private static String words(String text) {
            return text.strip().replaceAll("\\s+", " ");
        }
    }

    /**
     * A sentence that a step promises, as contract.yaml beside the step's graded tests lists it.
     *
     * @param sentence words of the chapter, of the stub's Javadoc or of the toolkit's
     * @param tests the graded tests that fail if the step does not keep the sentence
     * @param mistakes wrong solutions of the catalogue that do not keep it
     */
    public record ContractSentence(String sentence, List<String> tests, List<String> mistakes) {

        private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

        /** Reads the table of a step. A step without a table has no sentences. */
        public static List<ContractSentence> of(Layout layout, Step step) {
            Path file = layout.gradedTests(step).resolve(Layout.CONTRACT);
            return !Files.exists(file) ? List.of() : Uncheck.get(
                    () -> YAML.readValue(file.toFile(), new TypeReference<List<ContractSentence>>() { }), file::toString);
        }

        /** Returns the sentence without the signs of Markdown. */
        public String words() {
            return sentence.replaceAll("[*`]", "");
        }

        /** Tells whether a graded test, by its name in a report, finds out that the sentence is not kept. */
        public boolean isTestedBy(String test) {
            return tests.stream().map(TestSentence::ofMethod)
                    .anyMatch(name -> test.equals(name) || test.startsWith(name + ": "));
        }
    }
}
