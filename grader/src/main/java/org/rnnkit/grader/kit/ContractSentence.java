package org.rnnkit.grader.kit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rnnkit.testkit.board.TestSentence;
import org.rnnkit.testkit.steps.Step;

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
        try {
            return Files.exists(file)
                    ? YAML.readValue(file.toFile(), new TypeReference<List<ContractSentence>>() { }) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Returns the sentence without the signs of Markdown. */
    public String words() {
        return sentence.replaceAll("[*`]", "");
    }

    /** Tells whether a graded test, by its name in a report, finds out that the sentence is not kept. */
    public boolean isTestedBy(String test) {
        return tests.stream().map(TestSentence::ofMethod).anyMatch(name -> test.equals(name) || test.startsWith(name + ": "));
    }
}
