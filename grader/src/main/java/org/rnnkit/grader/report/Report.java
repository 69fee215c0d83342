package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rnnkit.grader.sandbox.Isolation;

/**
 * The complete result of grading a submission. Its fields are those of report.json.
 *
 * @param submission the submission's name
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
 * @param handIn a sentence that says why this one of several hand-ins counts; empty if there is only one
 */
@JsonPropertyOrder({"schema", "submission", "score", "maxScore", "bonusScore", "bonusMaxScore", "steps", "bonus", "extras",
    "handIn", "late", "overrides", "training", "trainingMessage", "ignored", "isolation", "grading"})
public record Report(String submission, List<StepReport> steps, @JsonInclude(Include.NON_EMPTY) List<StepReport> bonus,
        List<ExtraPoints> extras, TrainingReport training, String trainingMessage, List<String> ignored,
        Isolation isolation, @JsonInclude(Include.NON_NULL) Lateness late,
        @JsonInclude(Include.NON_EMPTY) List<PointsOverride> overrides, @JsonInclude(Include.NON_NULL) Provenance grading,
        @JsonInclude(Include.NON_EMPTY) String handIn) {

    /** The name of the form of report.json. It changes when fields leave. */
    public static final String SCHEMA = "rnnkit/report/v2";

    /** The message of a report without the training, which the instructor has left out. */
    public static final String NO_TRAINING = "Training was not asked for (--no-training).";

    private static final int MAX_MESSAGE = 200;

    /** Makes the texts printable. Replaces missing lists by empty ones: report.json leaves some empty lists out. */
    public Report {
        submission = Printable.of(submission);
        bonus = bonus == null ? List.of() : bonus;
        trainingMessage = Printable.of(trainingMessage);
        ignored = Printable.all(ignored);
        overrides = overrides == null ? List.of() : overrides;
        handIn = Printable.of(handIn);
    }

    /**
     * Makes a report without bonus steps.
     *
     * @param training the training's result, or null
     * @param trainingMessage the reason why there is no training result; empty if there is one
     */
    public Report(String submission, List<StepReport> steps, List<ExtraPoints> extras, TrainingReport training,
            String trainingMessage, List<String> ignored, Isolation isolation) {
        this(submission, steps, List.of(), extras, training, trainingMessage, ignored, isolation, null, List.of(),
                null, "");
    }

    public Report withBonus(List<StepReport> graded) {
        return withFindings(submission, steps, graded, training, trainingMessage);
    }

    /** Changes the report of every step, bonus steps included. */
    public Report withEachStep(UnaryOperator<StepReport> change) {
        return withFindings(submission, steps.stream().map(change).toList(), bonus.stream().map(change).toList(), training,
                trainingMessage);
    }

    /** Replaces the training. It is null if nothing was trained; the message then says why. */
    public Report withTraining(TrainingReport trained, String message) {
        return withFindings(submission, steps, bonus, trained, message);
    }

    public Report withSubmission(String name) {
        return withFindings(name, steps, bonus, training, trainingMessage);
    }

    private Report withFindings(String name, List<StepReport> graded, List<StepReport> gradedBonus, TrainingReport trained,
            String message) {
        return new Report(name, graded, gradedBonus, extras, trained, message, ignored, isolation, late, overrides, grading,
                handIn);
    }

    public Report withExtras(List<ExtraPoints> points) {
        return with(points, late, overrides, grading, handIn);
    }

    /** Replaces what an instructor's rules and decisions add. The lateness may be null. */
    public Report withDecisions(Lateness lateness, List<PointsOverride> changes) {
        return with(extras, lateness, changes, grading, handIn);
    }

    /** Replaces the circumstances of the grading, which may be null. */
    public Report withGrading(Provenance circumstances) {
        return with(extras, late, overrides, circumstances, handIn);
    }

    /** Says why this one of several hand-ins counts. */
    public Report withHandIn(String reason) {
        return with(extras, late, overrides, grading, reason);
    }

    private Report with(List<ExtraPoints> points, Lateness lateness, List<PointsOverride> changes, Provenance circumstances,
            String reason) {
        return new Report(submission, steps, bonus, points, training, trainingMessage, ignored, isolation, lateness, changes,
                circumstances, reason);
    }

    public String getSchema() {
        return SCHEMA;
    }

    /** Adds up the points of the steps and the extra points. */
    public int getScore() {
        return steps.stream().mapToInt(StepReport::score).sum() + extras.stream().mapToInt(ExtraPoints::score).sum();
    }

    /** Adds up the largest points of the steps. Extra points do not count. */
    public int getMaxScore() {
        return steps.stream().mapToInt(StepReport::maxScore).sum();
    }

    /** Adds up the points of the bonus steps. Null if no bonus step was graded. */
    @JsonInclude(Include.NON_NULL)
    public Integer getBonusScore() {
        return bonus.isEmpty() ? null : bonus.stream().mapToInt(StepReport::score).sum();
    }

    /** Adds up the largest points of the bonus steps. Null if no bonus step was graded. */
    @JsonInclude(Include.NON_NULL)
    public Integer getBonusMaxScore() {
        return bonus.isEmpty() ? null : bonus.stream().mapToInt(StepReport::maxScore).sum();
    }

    /** Lists the steps, then the bonus steps. */
    public List<StepReport> allSteps() {
        return Stream.concat(steps.stream(), bonus.stream()).toList();
    }

    /** Lists the steps that did not pass, without bonus steps. */
    public List<StepReport> notPassed() {
        return steps.stream().filter(step -> step.status() != StepStatus.PASSED).toList();
    }

    /**
     * Tells why there is no training result although all nine steps passed, such as a training that was stopped at its limit.
     * Empty if nothing is missing, or if a step did not pass.
     */
    public String missingTraining() {
        return training == null && notPassed().isEmpty() && !trainingMessage.equals(NO_TRAINING) ? trainingMessage : "";
    }

    /** Lists what changed the mark beside the results: the choice among hand-ins, lateness, changes by hand. */
    public List<String> decisions() {
        Stream<String> lateness = Stream.ofNullable(late).filter(judged -> judged.days() > 0 || judged.open())
                .map(Lateness::message);
        return Stream.of(Stream.of(handIn).filter(reason -> !reason.isEmpty()), lateness,
                overrides.stream().map(PointsOverride::summary)).flatMap(texts -> texts).toList();
    }

    /** Tells whether the time of hand-in has to be known before the score counts. A total given by hand counts anyway. */
    public boolean needsTime() {
        return late != null && late.open() && overrides.stream()
                .noneMatch(change -> change.step().equals(PointsOverride.TOTAL) && change.points() != null);
    }

    /** Says what a reader must know before the result: that the copy is behind. Empty if there is nothing to say. */
    public String note() {
        return grading == null ? "" : grading.behindNote();
    }

    /**
     * Sums up in one line what did not pass: the message of each step that was begun and did not pass, then the numbers of the
     * steps that were not begun, then the reason of a missing training. Empty if all passed and nothing is remarkable.
     */
    public String failures() {
        Stream<String> failures = allSteps().stream().filter(StepReport::needsFixing)
                .map(step -> "step " + step.number() + ": " + oneLine(step.reason().text(), step.status().word()));
        List<String> stubs = steps.stream().filter(step -> step.status() == StepStatus.NOT_STARTED)
                .map(step -> String.valueOf(step.number())).toList();
        Stream<String> notStarted = stubs.isEmpty() ? Stream.empty() : Stream.of("not started: " + String.join(", ", stubs));
        Stream<String> missing = Stream.of(missingTraining()).filter(reason -> !reason.isEmpty())
                .map(reason -> oneLine(reason, reason));
        return Printable.joined(Stream.of(failures, notStarted, missing).flatMap(texts -> texts));
    }

    private static String oneLine(String text, String otherwise) {
        String message = Printable.oneLine(text);
        return message.isEmpty() ? otherwise : Printable.cut(message, MAX_MESSAGE);
    }

    /** Sums up the report in one line: the number of passed steps and the score. */
    public String summary() {
        return steps.size() - notPassed().size() + " of " + Plural.of(steps.size(), "step") + " passed, score "
                + getScore() + "/" + getMaxScore()
                + (bonus.isEmpty() ? "" : ", bonus " + getBonusScore() + "/" + getBonusMaxScore());
    }
}
