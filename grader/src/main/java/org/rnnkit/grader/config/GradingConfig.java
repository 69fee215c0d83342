package org.rnnkit.grader.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.testkit.steps.Step;

/**
 * The settings of a course. Where it has none, the kit's own count.
 *
 * @param steps points and seconds, by the step's id
 * @param limits what the steps' code may use
 * @param training how the model is trained
 * @param feedback how much a failure shows
 * @param bonus extra points for a low perplexity
 * @param style points for clean code, if there are any
 */
public record GradingConfig(Map<String, StepMarks> steps, Limits limits, Training training, FeedbackDetail feedback,
        List<Bonus> bonus, Optional<Style> style) {

    /** The kit's own settings. */
    public static final GradingConfig DEFAULT = new GradingConfig(Map.of(), Limits.DEFAULT,
            new Training(null, null, false), FeedbackDetail.FULL, List.of(), Optional.empty());

    /**
     * A step's own settings.
     *
     * @param points what it is worth; null for the kit's
     * @param seconds how long its tests may take; null for the kit's
     */
    public record StepMarks(Integer points, Integer seconds) {}

    /**
     * Settings of the training; null stands for the kit's own number.
     *
     * @param epochs how many
     * @param minutes how long it may take
     * @param isShort whether it is the short one, which has its own epochs
     */
    public record Training(Integer epochs, Integer minutes, @JsonProperty("short") boolean isShort) {}

    /**
     * Points for a perplexity.
     *
     * @param perplexity what must be reached: this or less
     * @param points what it is worth
     */
    public record Bonus(double perplexity, int points) {}

    /**
     * Points for clean code.
     *
     * @param points what all steps together are worth
     * @param lost what a violation costs
     * @param rules a Checkstyle configuration; null for the kit's
     * @param rulesContent what it says, so that a change of it is one of the configuration
     */
    public record Style(int points, int lost, String rules, String rulesContent) {}

    /**
     * Gives the steps the points and seconds that the course wants.
     *
     * @param all the steps as the kit has them
     * @return the same, with other numbers
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
