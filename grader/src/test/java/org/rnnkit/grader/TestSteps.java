package org.rnnkit.grader;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Steps for tests: made-up ones, and those of a course that an instructor may have changed. */
public final class TestSteps {

    /** The numbers and ids of the kit's nine steps, with titles and points that no steps.yaml changes. */
    private static final List<Step> SAMPLE = List.of(step(1, "step1onehot", "One-hot encoding", "OneHotEncoding", 10),
            step(2, "step2parameters", "Parameters", "RnnParameters", 10),
            step(3, "step3state", "Initial state", "HiddenState", 5),
            step(4, "step4rnn", "The RNN step", "RnnForward", 15),
            step(5, "step5model", "The model class", "RnnModelScratch", 10),
            step(6, "step6prediction", "Prediction", "Prediction", 15),
            step(7, "step7clipping", "Gradient clipping", "GradientClipping", 10),
            step(8, "step8epoch", "One epoch", "EpochTraining", 15),
            step(9, "step9training", "Full training", "Training", 10));

    private static final List<Step> SAMPLE_BONUS = List.of(
            step(10, "step10sampling", "Sampling", "TemperatureSampling", 10),
            step(11, "step11embedding", "Embedding", "EmbeddingForward", 10));

    private TestSteps() {}

    private static Step step(int number, String id, String title, String className, int points) {
        return new Step(number, id, title, className, "", null, List.of(), points, 60, List.of());
    }

    /** Returns the first made-up steps, at most nine. */
    public static List<Step> sample(int steps) {
        return SAMPLE.subList(0, steps);
    }

    /** Returns two made-up bonus steps. */
    public static List<Step> sampleBonus() {
        return SAMPLE_BONUS;
    }

    /** Returns the first bonus step of the course. If it has none, the test is skipped. */
    public static Step bonus() {
        return bonus(0);
    }

    /** Returns a bonus step of the course, counted from 0. If it has fewer, the test is skipped. */
    public static Step bonus(int index) {
        assumeThat(Steps.bonus()).as("bonus steps of this course").hasSizeGreaterThan(index);
        return Steps.bonus().get(index);
    }

    /** Returns the step that a command needs. If the course excludes it, the test is skipped. */
    public static Step usedBy(String command) {
        assumeThat(Steps.usedBy(command)).as("the step for " + command).isPresent();
        return Steps.usedBy(command).orElseThrow();
    }

    /** Returns one of the nine by its number. If students get it finished, the test is skipped. */
    public static Step toWrite(int number) {
        assumeThat(Steps.all()).as("steps that students write").anyMatch(step -> step.number() == number);
        return withNumber(number);
    }

    /** Returns any step of the kit by its number. */
    public static Step withNumber(int number) {
        return Steps.withBonus().stream().filter(step -> step.number() == number).findFirst().orElseThrow();
    }
}
