package org.rnnkit.learner.quiz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.rnnkit.testkit.steps.Step;

/**
 * The questions of a chapter and the answers to its section "Going further", read from a YAML file with the step's id.
 *
 * @param questions the questions, in the order of the chapter
 * @param further an answer for each item of "Going further", in the section's order
 */
public record Quiz(List<Question> questions, List<FurtherAnswer> further) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Copies the lists. */
    public Quiz {
        questions = List.copyOf(questions);
        further = List.copyOf(further);
    }

    /**
     * Reads the quiz of a step.
     *
     * @param step the step
     * @return its quiz; empty if nobody has written one yet, as for a new step
     */
    public static Quiz of(Step step) {
        try (InputStream yaml = Quiz.class.getResourceAsStream(step.id() + ".yaml")) {
            return yaml == null ? new Quiz(List.of(), List.of()) : YAML.readValue(yaml, Quiz.class);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the questions of step " + step.number(), e);
        }
    }
}
