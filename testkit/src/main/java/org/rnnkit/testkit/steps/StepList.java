package org.rnnkit.testkit.steps;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * The content of a steps.yaml.
 *
 * @param steps the steps that lead to the trained model, by number
 * @param bonus the steps beyond them, which nothing else needs, by number
 */
public record StepList(List<Step> steps, List<Step> bonus) {

    /** Keeps its own copies of the lists. */
    public StepList {
        steps = List.copyOf(steps);
        bonus = List.copyOf(bonus);
    }

    /**
     * Reads a steps.yaml.
     *
     * @param yaml its content
     * @return the steps in it
     * @throws IOException if it can't be read, or has other keys
     */
    public static StepList parse(InputStream yaml) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readValue(yaml, StepList.class);
    }

    /**
     * Lists the steps and the bonus steps of the course.
     *
     * @return all of them, by number
     */
    public List<Step> withBonus() {
        return Stream.concat(steps.stream(), bonus.stream()).toList();
    }
}
