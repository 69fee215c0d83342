package org.rnnkit.testkit.steps;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The steps of the course in order, read from steps.yaml: the nine and the bonus steps. */
public final class Steps {

    private static final StepList MANIFEST = read();

    private Steps() {}

    /**
     * Returns the nine steps that lead to the trained model.
     *
     * @return the steps by number
     */
    public static List<Step> all() {
        return MANIFEST.steps();
    }

    /**
     * Returns the step after which a model can be trained.
     *
     * @return the last of {@link #all()}
     */
    public static Step last() {
        return all().get(all().size() - 1);
    }

    /**
     * Returns the bonus steps, which the nine do not need.
     *
     * @return the bonus steps, by number
     */
    public static List<Step> bonus() {
        return MANIFEST.bonus();
    }

    /**
     * Returns all steps.
     *
     * @return the nine and the bonus steps, by number
     */
    public static List<Step> withBonus() {
        return MANIFEST.withBonus();
    }

    /**
     * Finds the step that a class belongs to.
     *
     * @param type a test or a student's class
     * @return the step, if the class is in a step's package
     */
    public static Optional<Step> of(Class<?> type) {
        return withBonus().stream().filter(step -> step.packageName().equals(type.getPackageName())).findFirst();
    }

    /**
     * Finds a step of the course by its id.
     *
     * @param id an id such as "step1onehot"
     * @return the step, if there is one
     */
    public static Optional<Step> withId(String id) {
        return withBonus().stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /**
     * Finds the bonus step that a command needs.
     *
     * @param command such as "train --by-hand"
     * @return the step, if there is one
     */
    public static Optional<Step> usedBy(String command) {
        return bonus().stream().filter(step -> command.equals(step.usedBy())).findFirst();
    }

    /**
     * Names steps by their numbers, in order.
     *
     * @param steps one step or more
     * @return a text such as "Step 3" or "Steps 1, 3 to 5"
     */
    public static String names(List<Step> steps) {
        List<Integer> numbers = steps.stream().map(Step::number).sorted().toList();
        StringBuilder names = new StringBuilder(numbers.size() == 1 ? "Step " : "Steps ");
        int end;
        for (int i = 0; i < numbers.size(); i = end) {
            end = i + 1;
            while (end < numbers.size() && numbers.get(end) == numbers.get(i) + end - i) {
                end++;
            }
            names.append(i > 0 ? ", " : "").append(numbers.get(i))
                    .append(end - i > 2 ? " to " + numbers.get(end - 1) : end - i == 2 ? ", " + numbers.get(end - 1) : "");
        }
        return names.toString();
    }

    private static StepList read() {
        try (InputStream yaml = Steps.class.getResourceAsStream("/steps.yaml")) {
            return StepList.parse(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("steps.yaml can't be read", e);
        }
    }
}
