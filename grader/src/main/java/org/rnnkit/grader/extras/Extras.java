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
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;

/** The extra points of a submission, as a course's configuration defines them. */
public final class Extras {

    private final Optional<StyleReview> style;

    /**
     * Reads the style rules, if the configuration gives points for style.
     *
     * @param kit the kit
     * @param sandbox the sandbox that the style check runs in
     * @param config the course's settings
     * @throws UsageException if the style rules can't be used
     */
    public Extras(Kit kit, Sandbox sandbox, GradingConfig config) {
        this.style = config.style().map(wanted -> new StyleReview(kit, sandbox, wanted));
    }

    /**
     * Checks the style of the steps that passed, unless that was done with the same rules.
     *
     * @param submission the submission
     * @param steps the reports of its steps
     * @param known the findings of an earlier check; null if there was none
     * @param scratch an existing folder to write to
     * @return the findings; the known ones if they can be kept or if the course gives no points for style
     * @throws GraderException if the style check can't be started
     */
    public StyleFindings check(Submission submission, List<StepReport> steps, StyleFindings known, Path scratch) {
        return style.map(review -> review.check(submission, steps, known, scratch)).orElse(known);
    }

    /**
     * Computes the points.
     *
     * @param config the course's settings
     * @param report the reports of the steps and of the training
     * @param style the findings of the style check; null if the course gives no points for style
     * @return one entry for each kind of points
     */
    public static List<ExtraPoints> points(GradingConfig config, Report report, StyleFindings style) {
        List<ExtraPoints> extras = new ArrayList<>();
        if (!config.bonus().isEmpty()) {
            extras.add(PerplexityBonus.of(config.bonus(), report.training()));
        }
        config.style().ifPresent(wanted -> extras.add(StylePoints.of(wanted, report.steps(), style.answer())));
        return extras;
    }
}
