package org.rnnkit.grader.config;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.sandbox.Sandbox.Limits;
import org.rnnkit.testkit.steps.Step;

/**
 * The settings of a course. The kit's own settings stand in for those that the course leaves out.
 *
 * @param steps the points and seconds of single steps, by the step's id
 * @param limits the limits of the steps' code
 * @param deadline the deadline and the rule for late submissions; empty if the course has no deadline
 * @param overrides the table of points changed by hand; empty if no table is given
 * @param countsBonusSteps whether bonus steps are graded and their points come on top of the score
 */
public record GradingConfig(Map<String, StepMarks> steps, Limits limits, Training training, Optional<Deadline> deadline,
        Optional<Path> overrides, boolean countsBonusSteps) {

    /** The kit's own settings. */
    public static final GradingConfig DEFAULT = new GradingConfig(Map.of(), Limits.DEFAULT,
            new Training(null, null), Optional.empty(), Optional.empty(), false);

    /**
     * The settings of one step. Null stands for the kit's own number.
     *
     * @param seconds the time limit of its tests
     */
    public record StepMarks(Integer points, Integer seconds) {}

    /**
     * The deadline, and what a late submission loses.
     *
     * @param at the deadline; its zone is a place such as Europe/Berlin, or an offset such as +01:00, without summer time
     * @param extensions the deadlines of single students, by the name as the instructor wrote it
     * @param late the rule; null if nothing is lost
     * @param times the table with the times of hand-in; null if no table is given
     */
    public record Deadline(ZonedDateTime at, Map<String, ZonedDateTime> extensions, Late late, Path times) {}

    /**
     * The rule for late submissions. Null stands for no such rule.
     *
     * @param grace the minutes after the deadline in which nothing is lost
     * @param percent the part of the reached points that each day begun costs
     * @param points the points that each day begun costs
     * @param most the most that is lost, in percent or in points
     * @param closes the number of days after which a submission counts 0
     * @param unknown the days that count for a submission that is marked as late without a time; 0 if submissions that are
     *     not marked, and whose time is not known, are in time
     */
    public record Late(int grace, Integer percent, Integer points, Integer most, Integer closes, Integer unknown) {

        /** Tells whether a submission is in time about which nothing is known. */
        public boolean isUnknownOnTime() {
            return unknown != null && unknown == 0;
        }
    }

    /**
     * The settings of the training. Null stands for the kit's own number.
     *
     * @param minutes the time limit
     */
    public record Training(Integer epochs, Integer minutes) {}

    /** Applies the course's points and seconds to the steps. */
    public List<Step> apply(List<Step> all) {
        return all.stream().map(this::apply).toList();
    }

    private Step apply(Step step) {
        StepMarks marks = steps.getOrDefault(step.id(), new StepMarks(null, null));
        return step.withMarks(marks.points() == null ? step.points() : marks.points(),
                marks.seconds() == null ? step.seconds() : marks.seconds());
    }
}
