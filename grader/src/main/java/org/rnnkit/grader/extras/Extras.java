package org.rnnkit.grader.extras;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.submission.Submission;

/** The extra points that a course's configuration asks for. */
public final class Extras {

    private final GradingConfig config;
    private final Optional<StylePoints> style;

    /**
     * Prepares them.
     *
     * @param kit the kit
     * @param config what the course wants
     */
    public Extras(Kit kit, GradingConfig config) {
        this.config = config;
        this.style = config.style().map(wanted -> new StylePoints(kit, wanted));
    }

    /**
     * Works them out.
     *
     * @param submission the submission
     * @param steps how its steps came out
     * @param training what training came to, or null
     * @param scratch a folder to write to
     * @return the points, a line for each kind
     */
    public List<ExtraPoints> of(Submission submission, List<StepReport> steps, TrainingReport training, Path scratch) {
        List<ExtraPoints> extras = new ArrayList<>();
        if (!config.bonus().isEmpty()) {
            extras.add(PerplexityBonus.of(config.bonus(), training));
        }
        style.ifPresent(points -> extras.add(points.of(submission, steps, scratch)));
        return extras;
    }
}
