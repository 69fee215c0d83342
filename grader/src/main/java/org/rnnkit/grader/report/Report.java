package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The whole verdict on a submission, as report.json has it.
 *
 * @param steps the steps, in order
 * @param training what training came to; null if it did not take place or not to its end
 * @param trainingMessage why there is no training; empty if there is
 * @param reference whether the steps stood beside the reference's; without it the result is feedback, no mark
 * @param isolation what kept a student's code away from the machine
 */
@JsonPropertyOrder({"schema", "score", "maxScore", "steps", "training", "trainingMessage", "reference", "isolation"})
public record Report(List<StepReport> steps, TrainingReport training, String trainingMessage, boolean reference,
        Isolation isolation) {

    /**
     * Names the format.
     *
     * @return the format and its version
     */
    public String getSchema() {
        return "rnnkit/report/v1";
    }

    /**
     * Adds the points up.
     *
     * @return the points reached
     */
    public int getScore() {
        return steps.stream().mapToInt(StepReport::score).sum();
    }

    /**
     * Adds the points up.
     *
     * @return the points to be had
     */
    public int getMaxScore() {
        return steps.stream().mapToInt(StepReport::maxScore).sum();
    }

    /**
     * Lists what is not done.
     *
     * @return the steps that did not pass
     */
    public List<StepReport> missing() {
        return steps.stream().filter(step -> step.status() != Status.PASSED).toList();
    }
}
