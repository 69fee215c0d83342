package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox.Isolation;
import org.rnnkit.testkit.board.StepMessage;

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

    /** Replaces missing lists by empty ones: report.json leaves some empty lists out. */
    public Report {
        bonus = bonus == null ? List.of() : bonus;
        overrides = overrides == null ? List.of() : overrides;
        handIn = handIn == null ? "" : handIn;
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
        return copy(submission, steps, graded, extras, training, trainingMessage, ignored);
    }

    /** Changes the report of every step, bonus steps included. */
    public Report withEachStep(UnaryOperator<StepReport> change) {
        return copy(submission, steps.stream().map(change).toList(), bonus.stream().map(change).toList(), extras, training,
                trainingMessage, ignored);
    }

    public Report withExtras(List<ExtraPoints> points) {
        return copy(submission, steps, bonus, points, training, trainingMessage, ignored);
    }

    /** Changes every entry of the extra points. */
    public Report withEachExtra(UnaryOperator<ExtraPoints> change) {
        return withExtras(extras.stream().map(change).toList());
    }

    /** Replaces the training. It is null if nothing was trained; the message then says why. */
    public Report withTraining(TrainingReport trained, String message) {
        return copy(submission, steps, bonus, extras, trained, message, ignored);
    }

    /** Replaces the names that come from the submission's folder. */
    public Report withNames(String name, List<String> files) {
        return copy(name, steps, bonus, extras, training, trainingMessage, files);
    }

    private Report copy(String newSubmission, List<StepReport> newSteps, List<StepReport> newBonus,
            List<ExtraPoints> newExtras, TrainingReport newTraining, String newMessage, List<String> newIgnored) {
        return new Report(newSubmission, newSteps, newBonus, newExtras, newTraining, newMessage, newIgnored,
                isolation, late, overrides, grading, handIn);
    }

    /** Replaces what an instructor's rules and decisions add. The lateness may be null. */
    public Report withDecisions(Lateness lateness, List<PointsOverride> changes) {
        return new Report(submission, steps, bonus, extras, training, trainingMessage, ignored, isolation, lateness,
                changes, grading, handIn);
    }

    /** Replaces the circumstances of the grading, which may be null. */
    public Report withGrading(Provenance circumstances) {
        return new Report(submission, steps, bonus, extras, training, trainingMessage, ignored, isolation, late,
                overrides, circumstances, handIn);
    }

    /** Says why this one of several hand-ins counts. */
    public Report withHandIn(String reason) {
        return new Report(submission, steps, bonus, extras, training, trainingMessage, ignored, isolation, late, overrides,
                grading, reason);
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
                .map(step -> "step " + step.number() + ": " + oneLine(step.message(), step.status().word()));
        List<String> stubs = steps.stream().filter(step -> step.status() == StepStatus.NOT_STARTED)
                .map(step -> String.valueOf(step.number())).toList();
        Stream<String> notStarted = stubs.isEmpty() ? Stream.empty() : Stream.of("not started: " + String.join(", ", stubs));
        Stream<String> missing = Stream.of(missingTraining()).filter(reason -> !reason.isEmpty())
                .map(reason -> oneLine(reason, reason));
        return Printable.joined(Stream.of(failures, notStarted, missing).flatMap(texts -> texts));
    }

    private static String oneLine(String text, String otherwise) {
        String message = Printable.oneLine(StepMessage.withoutAdvice(text));
        return message.isEmpty() ? otherwise : Printable.cut(message, MAX_MESSAGE);
    }

    /** Sums up the report in one line: the number of passed steps and the score. */
    public String summary() {
        return steps.size() - notPassed().size() + " of " + Plural.of(steps.size(), "step") + " passed, score "
                + getScore() + "/" + getMaxScore()
                + (bonus.isEmpty() ? "" : ", bonus " + getBonusScore() + "/" + getBonusMaxScore());
    }

    /**
     * Points beside those of the steps. They add to the score and not to the maximum.
     *
     * @param name what the points are given for, such as "Late"
     * @param score the points; negative for points that are lost
     * @param message the reason for the score; may be empty
     */
    public record ExtraPoints(String name, int score, String message) {

        /** The name of the points of the bonus steps, if they count. */
        public static final String BONUS_STEPS = "Bonus steps";

        public ExtraPoints withTexts(String newName, String newMessage) {
            return new ExtraPoints(newName, score, newMessage);
        }

        /** Puts the points into words: "+3", followed by the reason if there is one. */
        public String summary() {
            return String.format(Locale.ROOT, "%+d", score) + (message.isBlank() ? "" : ", " + message);
        }
    }

    /**
     * The time of hand-in compared with the deadline, and the points lost.
     *
     * @param deadline the deadline of this student, with its zone
     * @param handedIn the time of hand-in in UTC; null if it is not known
     * @param days the days begun after the deadline; 0 if in time
     * @param points the points lost, 0 or negative
     * @param open whether a person has to decide, because the time is not known
     * @param message the reason for the points, with the numbers
     */
    public record Lateness(String deadline, String handedIn, int days, int points, boolean open, String message) {

        public Lateness withMessage(String words) {
            return new Lateness(deadline, handedIn, days, points, open, words);
        }

        /**
         * Returns the time of hand-in in the zone of the deadline, so that a reader can compare the two. Null if it is not
         * known.
         */
        public String localHandedIn() {
            return handedIn == null ? null : OffsetDateTime.parse(handedIn)
                    .withOffsetSameInstant(OffsetDateTime.parse(deadline).getOffset()).toString();
        }
    }

    /**
     * A change of points that an instructor made by hand, with the reason.
     *
     * @param step the step's id, or {@link #EXTRAS}, {@link #TOTAL} or {@link #PERSON}
     * @param points the points that count now; null for a comment that changes no points
     * @param before the points that the grader gave
     * @param who the person who decided
     */
    public record PointsOverride(String step, Integer points, int before, String comment, String who) {

        /** The name for all points beside the steps' points. */
        public static final String EXTRAS = "extras";
        /** The name for the whole score. */
        public static final String TOTAL = "total";
        /** The name for a decision that changes no points: whose submission this is. */
        public static final String PERSON = "person";

        public PointsOverride withTexts(String newComment, String newWho) {
            return new PointsOverride(step, points, before, newComment, newWho);
        }

        /** Puts the change into words: "step4rnn: 8 points instead of 0. Right except for the bias (Grace)". */
        public String summary() {
            return (points == null ? step + ": " : change() + ". ") + comment + " (" + who + ")";
        }

        /** Puts the change of points into words, without the reason. */
        public String change() {
            return step + ": " + Plural.of(points, "point") + " instead of " + before
                    + (step.equals(EXTRAS) ? " for all beside the steps" : "");
        }
    }

    /**
     * The circumstances of a grading: what was graded, by which kit, with which settings, on which machine. Null stands for
     * what is not known.
     *
     * @param date the time of the grading in UTC
     * @param submission the SHA-256 hash of the sources that were graded; see docs/grading.md
     * @param settings the SHA-256 hash of the file grading.yaml; null without such a file
     * @param text the text of the training; null without a training
     * @param java the version and the maker of the Java runtime
     * @param engine the versions of DJL and PyTorch
     * @param system the operating system and the architecture
     * @param command the command that repeats the grading, in the kit's folder
     * @param handout the handout that the submission's copy was made from; null if it has no record
     */
    public record Provenance(String date, KitVersion kit, String submission, String settings, TextVersion text, String java,
            String engine, String system, String command, @JsonInclude(Include.NON_NULL) CopyVersion handout) {

        /**
         * The version of a kit.
         *
         * @param version the version in its pom.xml
         * @param commit the commit of git; null if the copy has none
         * @param changed whether files differ from the commit; null if that is not known
         * @param hash the SHA-256 hash of everything in the kit that a verdict depends on
         */
        public record KitVersion(String version, String commit, Boolean changed, String hash) {}

        /**
         * The text of a training.
         *
         * @param sha256 the SHA-256 hash of its characters as UTF-8
         */
        public record TextVersion(String source, String sha256) {}

        /**
         * The handout of a copy, compared with the newest.
         *
         * @param version the number of the handout in the copy's own record, which anybody can change
         * @param newest the number of the newest handout that the kit knows; null if it knows none
         */
        public record CopyVersion(int version, Integer newest) {

            private String sentence() {
                String has = "The copy says that it has handout " + version;
                return isBehind() ? has + "; the newest is handout " + newest + ". To update the copy: ./rnnkit update FROM."
                        : has + (newest != null && newest == version ? ", the newest." : ".");
            }

            private boolean isBehind() {
                return newest != null && newest > version;
            }
        }

        /** Replaces the texts that may have characters of any kind. */
        public Provenance withCommand(String newCommand) {
            return new Provenance(date, kit, submission, settings, text, java, engine, system, newCommand, handout);
        }

        /**
         * Replaces what may change without a new grading.
         *
         * @param hash the SHA-256 hash of grading.yaml; null without such a file
         * @param copy the handout of the submission's copy; null if it has no record
         */
        public Provenance with(String hash, CopyVersion copy) {
            return new Provenance(date, kit, submission, hash, text, java, engine, system, command, copy);
        }

        /** Says that the copy is behind the newest handout. Empty if it is not behind, or if that is not known. */
        public String behindNote() {
            return handout != null && handout.isBehind() ? handout.sentence() : "";
        }

        /** Sums up the circumstances for a page, without the command. */
        public List<String> sentences() {
            List<String> all = new ArrayList<>();
            all.add("Graded on " + date + ".");
            all.add("Kit " + kit.version() + (kit.commit() == null ? ", no commit known" : ", commit " + kit.commit())
                    + (Boolean.TRUE.equals(kit.changed()) ? " with changes" : "") + ", hash " + kit.hash() + ".");
            all.add("Sources of the submission: SHA-256 " + submission + ".");
            all.add(settings == null ? "Settings: the kit's own." : "Settings (grading.yaml): SHA-256 " + settings + ".");
            if (text != null) {
                all.add("Text of the training: " + text.source() + ", SHA-256 " + text.sha256() + ".");
            }
            if (handout != null) {
                all.add(handout.sentence());
            }
            all.add("Java " + java + "; " + engine + "; " + system + ".");
            return all;
        }
    }
}
