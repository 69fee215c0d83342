package org.rnnkit.grader.kit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.io.function.Uncheck;
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
     * A sentence that a step promises, as contract.yaml beside the step's graded tests lists it.
     *
     * @param sentence words of the chapter, of the stub's Javadoc or of the toolkit's
     * @param tests the graded tests that fail if the step does not keep the sentence
     * @param mistakes wrong solutions of the catalogue that do not keep it
     */
    public record ContractSentence(String sentence, List<String> tests, List<String> mistakes) {

        private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

        /** Reads the table of a step. A step may have none. */
        public static List<ContractSentence> of(Layout layout, Step step) {
            Path file = layout.gradedTests(step).resolve(Layout.CONTRACT);
            return !Files.exists(file) ? List.of() : Uncheck.get(() -> YAML.convertValue(
                    YAML.readTree(file.toFile()).withArray("sentences"), new TypeReference<List<ContractSentence>>() { }),
                    file::toString);
        }
    }
}
