package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rnnkit.grader.sandbox.Isolation;

/**
 * The whole verdict on a submission, as report.json has it.
 *
 * @param submission what it is called
 * @param steps the steps, in order
 * @param bonus the bonus steps, if they were graded, too; they count apart from the others
 * @param extras points apart from the steps'
 * @param training what training came to; null if it did not take place or not to its end
 * @param trainingMessage why there is no training; empty if there is
 * @param ignored files of the submission that were not taken, and why
 * @param reference whether the steps stood beside the reference's; without it the result is feedback, no mark
 * @param isolation what kept a student's code away from the machine
 */
@JsonPropertyOrder({"schema", "submission", "score", "maxScore", "bonusScore", "bonusMaxScore", "steps", "bonus", "extras",
    "training", "trainingMessage", "ignored", "reference", "isolation"})
public record Report(String submission, List<StepReport> steps, @JsonInclude(Include.NON_EMPTY) List<StepReport> bonus,
        List<ExtraPoints> extras, TrainingReport training, String trainingMessage, List<String> ignored, boolean reference,
        Isolation isolation) {

    /** A report that was written without bonus steps has none. */
    public Report {
        bonus = bonus == null ? List.of() : bonus;
    }

    /**
     * Makes the report of the steps alone.
     *
     * @param submission what it is called
     * @param steps the steps, in order
     * @param extras points apart from the steps'
     * @param training what training came to, or null
     * @param trainingMessage why there is no training; empty if there is
     * @param ignored files of the submission that were not taken, and why
     * @param reference whether the steps stood beside the reference's
     * @param isolation what kept a student's code away from the machine
     */
    public Report(String submission, List<StepReport> steps, List<ExtraPoints> extras, TrainingReport training,
            String trainingMessage, List<String> ignored, boolean reference, Isolation isolation) {
        this(submission, steps, List.of(), extras, training, trainingMessage, ignored, reference, isolation);
    }

    /**
     * Adds the bonus steps.
     *
     * @param graded how they came out
     * @return the report with them
     */
    public Report withBonus(List<StepReport> graded) {
        return copy(submission, steps, graded, extras, training, trainingMessage, ignored);
    }

    /**
     * Changes the report of every step, bonus steps included.
     *
     * @param change the change
     * @return the report with the changed steps
     */
    public Report withEachStep(UnaryOperator<StepReport> change) {
        return copy(submission, steps.stream().map(change).toList(), bonus.stream().map(change).toList(), extras, training,
                trainingMessage, ignored);
    }

    /**
     * Changes every entry of the extra points.
     *
     * @param change the change
     * @return the report with the changed entries
     */
    public Report withEachExtra(UnaryOperator<ExtraPoints> change) {
        return copy(submission, steps, bonus, extras.stream().map(change).toList(), training, trainingMessage, ignored);
    }

    /**
     * Replaces the training.
     *
     * @param trained the training, or null
     * @param message why there is no training; empty if there is
     * @return the report with both
     */
    public Report withTraining(TrainingReport trained, String message) {
        return copy(submission, steps, bonus, extras, trained, message, ignored);
    }

    /**
     * Replaces the names that come from the submission's folder.
     *
     * @param name what the submission is called
     * @param files files of the submission that were not taken, and why
     * @return the report with both
     */
    public Report withNames(String name, List<String> files) {
        return copy(name, steps, bonus, extras, training, trainingMessage, files);
    }

    private Report copy(String newSubmission, List<StepReport> newSteps, List<StepReport> newBonus,
            List<ExtraPoints> newExtras, TrainingReport newTraining, String newMessage, List<String> newIgnored) {
        return new Report(newSubmission, newSteps, newBonus, newExtras, newTraining, newMessage, newIgnored, reference,
                isolation);
    }

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
        return steps.stream().mapToInt(StepReport::score).sum() + extras.stream().mapToInt(ExtraPoints::score).sum();
    }

    /**
     * Adds the points up.
     *
     * @return the points to be had
     */
    public int getMaxScore() {
        return steps.stream().mapToInt(StepReport::maxScore).sum() + extras.stream().mapToInt(ExtraPoints::maxScore).sum();
    }

    /**
     * Adds the points of the bonus steps up.
     *
     * @return the points reached; null if no bonus step was graded
     */
    @JsonInclude(Include.NON_NULL)
    public Integer getBonusScore() {
        return bonus.isEmpty() ? null : bonus.stream().mapToInt(StepReport::score).sum();
    }

    /**
     * Adds the points of the bonus steps up.
     *
     * @return the points to be had; null if no bonus step was graded
     */
    @JsonInclude(Include.NON_NULL)
    public Integer getBonusMaxScore() {
        return bonus.isEmpty() ? null : bonus.stream().mapToInt(StepReport::maxScore).sum();
    }

    /**
     * Lists whatever was graded.
     *
     * @return the steps, then the bonus steps
     */
    public List<StepReport> graded() {
        return Stream.concat(steps.stream(), bonus.stream()).toList();
    }

    /**
     * Lists what is not done.
     *
     * @return the steps that did not pass
     */
    public List<StepReport> missing() {
        return steps.stream().filter(step -> step.status() != StepStatus.PASSED).toList();
    }

    /**
     * Sums the report up.
     *
     * @return how many steps passed and the score, in a line
     */
    public String words() {
        return steps.size() - missing().size() + " of " + Plural.of(steps.size(), "step") + " passed, score "
                + getScore() + "/" + getMaxScore()
                + (bonus.isEmpty() ? "" : ", bonus " + getBonusScore() + "/" + getBonusMaxScore());
    }
}
