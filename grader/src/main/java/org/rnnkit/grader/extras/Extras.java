package org.rnnkit.grader.extras;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;

/** The extra points of a submission, as a course's configuration defines them. */
public final class Extras {

    private final GradingConfig config;
    private final Optional<StylePoints> style;

    /**
     * Reads the style rules, if the configuration gives points for style.
     *
     * @param kit the kit
     * @param sandbox the sandbox that the style check runs in
     * @param config the course's settings
     * @throws UsageException if the style rules can't be used
     */
    public Extras(Kit kit, Sandbox sandbox, GradingConfig config) {
        this.config = config;
        this.style = config.style().map(wanted -> new StylePoints(kit, sandbox, wanted));
    }

    /**
     * Computes the points.
     *
     * @param submission the submission
     * @param steps the reports of its steps
     * @param training the report of its training; null without a training
     * @param scratch an existing folder to write to
     * @return one entry for each kind of points
     * @throws GraderException if the style check can't be started
     */
    public List<ExtraPoints> compute(Submission submission, List<StepReport> steps, TrainingReport training, Path scratch) {
        List<ExtraPoints> extras = new ArrayList<>();
        if (!config.bonus().isEmpty()) {
            extras.add(PerplexityBonus.of(config.bonus(), training));
        }
        style.ifPresent(points -> extras.add(points.compute(submission, steps, scratch)));
        return extras;
    }
}
