package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rnnkit.grader.sandbox.Sandbox.Isolation;

/**
 * The complete result of grading a submission. Its fields are those of report.json.
 *
 * @param submission the submission's name
 * @param steps the reports of the steps, in order
 * @param bonus the reports of the bonus steps, in order; empty if they were not graded. Their points are not part of the
 *     score
 * @param extras points that do not belong to a step
 * @param training the training's result; null if there was no training or it did not finish
 * @param trainingMessage the reason why there is no training result; empty if there is one
 * @param ignored the files of the submission that were not graded, each with the reason
 * @param isolation the sandbox that ran the student's code
 * @param late the time of hand-in compared with the deadline; null if the course has no deadline
 * @param overrides the changes that the instructor made by hand; empty if nothing was changed
 * @param grading the circumstances of the grading; null if they were not recorded
 */
@JsonPropertyOrder({"schema", "submission", "score", "maxScore", "bonusScore", "bonusMaxScore", "steps", "bonus", "extras",
    "late", "overrides", "training", "trainingMessage", "ignored", "reference", "isolation", "grading"})
public record Report(String submission, List<StepReport> steps, @JsonInclude(Include.NON_EMPTY) List<StepReport> bonus,
        List<ExtraPoints> extras, TrainingReport training, String trainingMessage, List<String> ignored,
        Isolation isolation, @JsonInclude(Include.NON_NULL) Lateness late,
        @JsonInclude(Include.NON_EMPTY) List<PointsOverride> overrides, @JsonInclude(Include.NON_NULL) Provenance grading) {

    /** The message of a report without the training, which the instructor has left out. */
    public static final String NO_TRAINING = "Training was not asked for (--no-training).";

    /** Replaces missing lists by empty ones: report.json leaves some empty lists out. */
    public Report {
        bonus = bonus == null ? List.of() : bonus;
        overrides = overrides == null ? List.of() : overrides;
    }

    /**
     * Makes a report without bonus steps.
     *
     * @param submission the submission's name
     * @param steps the reports of the steps, in order
     * @param extras points that do not belong to a step
     * @param training the training's result, or null
     * @param trainingMessage the reason why there is no training result; empty if there is one
     * @param ignored the files of the submission that were not graded, each with the reason
     * @param isolation the sandbox that ran the student's code
     */
    public Report(String submission, List<StepReport> steps, List<ExtraPoints> extras, TrainingReport training,
            String trainingMessage, List<String> ignored, Isolation isolation) {
        this(submission, steps, List.of(), extras, training, trainingMessage, ignored, isolation, null, List.of(),
                null);
    }

    /**
     * Adds bonus steps.
     *
     * @param bonusSteps the reports of the bonus steps
     * @return this report with these bonus steps
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
        return new Report(newSubmission, newSteps, newBonus, newExtras, newTraining, newMessage, newIgnored,
                isolation, late, overrides, grading);
    }

    /**
     * Replaces the extra points.
     *
     * @param points the extra points
     * @return the report with them
     */
    public Report withExtras(List<ExtraPoints> points) {
        return copy(submission, steps, bonus, points, training, trainingMessage, ignored);
    }

    /**
     * Replaces what an instructor's rules and decisions add.
     *
     * @param lateness the time of hand-in compared with the deadline, or null
     * @param changes the changes made by hand
     * @return the report with both
     */
    public Report withDecisions(Lateness lateness, List<PointsOverride> changes) {
        return new Report(submission, steps, bonus, extras, training, trainingMessage, ignored, isolation, lateness,
                changes, grading);
    }

    /**
     * Replaces the circumstances of the grading.
     *
     * @param circumstances the circumstances, or null
     * @return the report with them
     */
    public Report withGrading(Provenance circumstances) {
        return new Report(submission, steps, bonus, extras, training, trainingMessage, ignored, isolation, late,
                overrides, circumstances);
    }

    /**
     * Returns the name of the JSON format.
     *
     * @return the format's name and version
     */
    public String getSchema() {
        return "rnnkit/report/v1";
    }

    /**
     * Returns true: each step's verdict is the same with and without the reference. Programs that read report.json may ask.
     *
     * @return true
     */
    public boolean getReference() {
        return true;
    }

    /**
     * Adds up the points of the steps and the extra points.
     *
     * @return the points reached
     */
    public int getScore() {
        return steps.stream().mapToInt(StepReport::score).sum() + extras.stream().mapToInt(ExtraPoints::score).sum();
    }

    /**
     * Adds up the largest points of the steps and the extra points.
     *
     * @return the points that can be reached
     */
    public int getMaxScore() {
        return steps.stream().mapToInt(StepReport::maxScore).sum() + extras.stream().mapToInt(ExtraPoints::maxScore).sum();
    }

    /**
     * Adds up the points of the bonus steps.
     *
     * @return the points reached; null if no bonus step was graded
     */
    @JsonInclude(Include.NON_NULL)
    public Integer getBonusScore() {
        return bonus.isEmpty() ? null : bonus.stream().mapToInt(StepReport::score).sum();
    }

    /**
     * Adds up the largest points of the bonus steps.
     *
     * @return the points that can be reached; null if no bonus step was graded
     */
    @JsonInclude(Include.NON_NULL)
    public Integer getBonusMaxScore() {
        return bonus.isEmpty() ? null : bonus.stream().mapToInt(StepReport::maxScore).sum();
    }

    /**
     * Lists all graded steps.
     *
     * @return the steps, then the bonus steps
     */
    public List<StepReport> allSteps() {
        return Stream.concat(steps.stream(), bonus.stream()).toList();
    }

    /**
     * Lists the steps that did not pass.
     *
     * @return the steps that did not pass, in order, without bonus steps
     */
    public List<StepReport> notPassed() {
        return steps.stream().filter(step -> step.status() != StepStatus.PASSED).toList();
    }

    /**
     * Tells why there is no training result although all nine steps passed, such as a training that was stopped at its limit.
     *
     * @return the reason; empty if nothing is missing, or if a step did not pass
     */
    public String missingTraining() {
        return training == null && notPassed().isEmpty() && !trainingMessage.equals(NO_TRAINING) ? trainingMessage : "";
    }

    /**
     * Lists what changed the mark beside the results: lateness and changes by hand.
     *
     * @return a sentence for each; empty if nothing did
     */
    public List<String> decisions() {
        Stream<String> lateness = Stream.ofNullable(late).filter(judged -> judged.days() > 0 || judged.open())
                .map(Lateness::message);
        return Stream.concat(lateness, overrides.stream().map(PointsOverride::summary)).toList();
    }

    /**
     * Says what a reader must know before the result: that the copy is behind.
     *
     * @return one sentence; empty if there is nothing to say
     */
    public List<String> notes() {
        return Stream.of(grading == null ? "" : grading.behindNote()).filter(note -> !note.isEmpty()).toList();
    }

    /**
     * Sums up the report in one line.
     *
     * @return the number of passed steps and the score
     */
    public String summary() {
        return steps.size() - notPassed().size() + " of " + Plural.of(steps.size(), "step") + " passed, score "
                + getScore() + "/" + getMaxScore()
                + (bonus.isEmpty() ? "" : ", bonus " + getBonusScore() + "/" + getBonusMaxScore());
    }
}
