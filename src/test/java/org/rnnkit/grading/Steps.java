package org.rnnkit.grading;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The steps in order, read from steps.yaml. */
public final class Steps {

    private static final List<Step> ALL = read();

    private Steps() {}

    /**
     * Returns every step.
     *
     * @return the steps, by number
     */
    public static List<Step> all() {
        return ALL;
    }

    /**
     * Finds the step that a class belongs to.
     *
     * @param type a test or a student's class
     * @return its step, if its package is a step's
     */
    public static Optional<Step> of(Class<?> type) {
        return ALL.stream().filter(step -> step.packageName().equals(type.getPackageName())).findFirst();
    }

    /**
     * Finds a step by its id.
     *
     * @param id such as "step1onehot"
     * @return the step, if there is one
     */
    public static Optional<Step> withId(String id) {
        return ALL.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    private static List<Step> read() {
        try (InputStream yaml = Steps.class.getResourceAsStream("/steps.yaml")) {
            return List.copyOf(new ObjectMapper(new YAMLFactory()).readValue(yaml, Manifest.class).steps());
        } catch (IOException e) {
            throw new UncheckedIOException("steps.yaml can't be read", e);
        }
    }

    private record Manifest(List<Step> steps) {}
}
