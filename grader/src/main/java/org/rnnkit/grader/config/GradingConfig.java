package org.rnnkit.grader.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.testkit.steps.Step;

/**
 * The settings of a course. The kit's own settings stand in for those that the course leaves out.
 *
 * @param steps the points and seconds of single steps, by the step's id
 * @param limits the limits of the steps' code
 * @param training the settings of the training
 * @param feedback how much a report tells about a failure
 * @param bonus the extra points for a low perplexity; empty if there are none
 * @param style the points for clean code; empty if there are none
 */
public record GradingConfig(Map<String, StepMarks> steps, Limits limits, Training training, FeedbackDetail feedback,
        List<Bonus> bonus, Optional<Style> style) {

    /** The kit's own settings. */
    public static final GradingConfig DEFAULT = new GradingConfig(Map.of(), Limits.DEFAULT,
            new Training(null, null, false), FeedbackDetail.FULL, List.of(), Optional.empty());

    /**
     * The settings of one step. Null stands for the kit's own number.
     *
     * @param points its points
     * @param seconds the time limit of its tests
     */
    public record StepMarks(Integer points, Integer seconds) {}

    /**
     * The settings of the training. Null stands for the kit's own number.
     *
     * @param epochs the number of epochs
     * @param minutes the time limit
     * @param isShort whether it is the short training, which has its own number of epochs
     */
    public record Training(Integer epochs, Integer minutes, @JsonProperty("short") boolean isShort) {}

    /**
     * Extra points for a low perplexity.
     *
     * @param perplexity the highest perplexity that earns them
     * @param points the points
     */
    public record Bonus(double perplexity, int points) {}

    /**
     * The points for clean code.
     *
     * @param points the points of all steps together
     * @param lost the points that each violation costs
     * @param rules the path of a Checkstyle configuration; null for the kit's own
     * @param rulesContent the text of this file, so that a change of the rules is a change of the settings
     */
    public record Style(int points, int lost, String rules, String rulesContent) {}

    /**
     * Applies the course's points and seconds to the steps.
     *
     * @param all the steps with the kit's own numbers
     * @return the same steps with the course's numbers
     */
    public List<Step> apply(List<Step> all) {
        return all.stream().map(this::apply).toList();
    }

    private Step apply(Step step) {
        StepMarks marks = steps.getOrDefault(step.id(), new StepMarks(null, null));
        return step.withMarks(marks.points() == null ? step.points() : marks.points(),
                marks.seconds() == null ? step.seconds() : marks.seconds());
    }
}
