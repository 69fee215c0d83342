package org.rnnkit.grader.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;

/**
 * A sentence that a step promises, as contract.yaml beside the step's graded tests lists it.
 *
 * @param sentence words of the chapter, of the stub's Javadoc or of the toolkit's
 * @param tests the graded tests that fail if the step does not keep the sentence
 * @param mistakes wrong solutions of the catalogue that do not keep it
 */
record ContractSentence(String sentence, List<String> tests, List<String> mistakes) {

    private static final Layout KIT = new Layout(Path.of(".."));
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Reads the table of a step. A step without a table has no sentences. */
    static List<ContractSentence> of(Step step) {
        Path file = KIT.gradedTests(step).resolve(Layout.CONTRACT);
        try {
            return Files.exists(file)
                    ? YAML.readValue(file.toFile(), new TypeReference<List<ContractSentence>>() { }) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
