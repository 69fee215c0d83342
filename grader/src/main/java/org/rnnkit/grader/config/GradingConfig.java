package org.rnnkit.grader.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.sandbox.Limits;
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
public record GradingConfig(Map<String, StepMarks> steps, Limits limits, TrainingOverrides training,
        Optional<Deadline> deadline, Optional<Path> overrides, boolean countsBonusSteps) {

    /** The kit's own settings. */
    public static final GradingConfig DEFAULT = new GradingConfig(Map.of(), Limits.DEFAULT,
            new TrainingOverrides(null, null), Optional.empty(), Optional.empty(), false);

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
