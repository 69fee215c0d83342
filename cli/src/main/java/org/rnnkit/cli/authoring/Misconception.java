package org.rnnkit.cli.authoring;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rnnkit.grader.kit.WrongSolution;

/**
 * A wrong idea about a step, with the wrong solutions of the catalogue that follow from it.
 *
 * @param belief the idea, as a student would say it
 * @param answer what an instructor can answer
 * @param slips the names of the wrong solutions
 */
record Misconception(String belief, String answer, List<String> slips) {

    /** The file in a step's folder of the catalogue. */
    static final String FILE = "misconceptions.yaml";

    /**
     * Reads the misconceptions of a step.
     *
     * @param catalogue the step's folder of the catalogue
     * @param names the names of the step's wrong solutions
     * @return the misconceptions; none if there is no file
     * @throws IllegalArgumentException if the file names a wrong solution that does not exist, or names one twice
     */
    static List<Misconception> of(Path catalogue, Set<String> names) throws IOException {
        Path file = catalogue.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Misconception> read = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file),
                new TypeReference<>() { });
        Set<String> seen = new HashSet<>();
        for (String slip : read.stream().flatMap(misconception -> misconception.slips.stream()).toList()) {
            if (!names.contains(slip)) {
                throw new IllegalArgumentException(file + " names \"" + slip + "\", but " + WrongSolution.FILE
                        + " has no such entry. Remove the name or correct it.");
            }
            if (!seen.add(slip)) {
                throw new IllegalArgumentException(file + " names \"" + slip + "\" twice. Keep it in one place only.");
            }
        }
        return read;
    }
}
