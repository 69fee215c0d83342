package org.rnnkit.grader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.GradingConfig.Bonus;
import org.rnnkit.grader.config.GradingConfig.Style;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.source.StyleWorker.StyleAnswer;

/** The extra points that a course's configuration gives: for a low perplexity, for bonus steps and for clean code. */
public final class Extras {

    /** The name of the points for clean code. */
    public static final String STYLE = "Style";
    /** The name of the points of the bonus steps, if they count. */
    public static final String BONUS_STEPS = "Bonus steps";

    private static final String BONUS = "Perplexity bonus";

    private final Optional<StyleCheck> style;

    /**
     * The result of a submission's style check, before any points are computed.
     *
     * @param rules the hash of the rules
     * @param answer the violations, or the reason why the sources could not be checked
     */
    public record StyleFindings(String rules, StyleAnswer answer) {}

    /**
     * Reads the style rules, if the configuration gives points for style.
     *
     * @throws UsageException if the style rules can't be used
     */
    public Extras(Kit kit, Sandbox sandbox, GradingConfig config) {
        this.style = config.style().map(wanted -> new StyleCheck(kit, sandbox,
                wanted.rules() == null ? kit.built().styleRules() : Path.of(wanted.rules())));
    }

    /**
     * Checks the style of the steps that passed, unless that was done with the same rules.
     *
     * @param known the findings of an earlier check; null if there was none
     * @param scratch an existing folder to write to
     * @return the findings; the known ones if they can be kept or if the course gives no points for style
     * @throws GraderException if the style check can't be started
     */
    public StyleFindings check(Submission submission, List<StepReport> steps, StyleFindings known, Path scratch) {
        return style.map(check -> check.findings(submission, steps, known, scratch)).orElse(known);
    }

    /**
     * Computes the points.
     *
     * @param style the findings of the style check; null if the course gives no points for style, or if nothing was handed in
     * @return one entry for each kind of points
     */
    public static List<ExtraPoints> points(GradingConfig config, Report report, StyleFindings style) {
        List<ExtraPoints> extras = new ArrayList<>();
        if (!config.bonus().isEmpty()) {
            extras.add(forPerplexity(config.bonus(), report.training()));
        }
        if (config.countsBonusSteps() && !report.bonus().isEmpty()) {
            long passed = report.bonus().stream().filter(step -> step.status() == StepStatus.PASSED).count();
            extras.add(new ExtraPoints(BONUS_STEPS, report.getBonusScore(), 0, passed + " of " + report.bonus().size()
                    + " passed"));
        }
        config.style().ifPresent(wanted -> extras.add(forStyle(wanted, report.steps(), style == null ? null : style.answer())));
        return extras;
    }

    /**
     * Computes the points for a trained model with a low perplexity. Of all thresholds that are reached, only the one with the
     * most points counts. If the perplexity does not fit the number of epochs, the points are left to the instructor.
     */
    static ExtraPoints forPerplexity(List<Bonus> thresholds, TrainingReport training) {
        if (training == null) {
            return new ExtraPoints(BONUS, 0, 0, "no trained model");
        }
        if (training.proof() != null) {
            return new ExtraPoints(BONUS, 0, 0, "only a full training can earn it; this was a proof");
        }
        return thresholds.stream().filter(bonus -> training.perplexity() <= bonus.perplexity())
                .max(Comparator.comparingInt(Bonus::points))
                .map(bonus -> reached(bonus, training))
                .orElseGet(() -> new ExtraPoints(BONUS, 0, 0, String.format(Locale.ROOT, "%.3f is more than %s",
                        training.perplexity(), thresholds.stream().mapToDouble(Bonus::perplexity).max().orElseThrow())));
    }

    private static ExtraPoints reached(Bonus bonus, TrainingReport training) {
        String reason = String.format(Locale.ROOT, "%.3f is %s or less", training.perplexity(), bonus.perplexity());
        return training.remarks().isEmpty() ? new ExtraPoints(BONUS, bonus.points(), 0, reason)
                : new ExtraPoints(BONUS, 0, 0, reason + ", but this can't come from "
                        + Plural.of(training.epochs(), "epoch") + " of training (see the remarks there). The instructor "
                        + "decides about the bonus of " + Plural.of(bonus.points(), "point"));
    }

    /** Computes the points for clean code. Each passed step brings its share of them, and each violation costs some. */
    private static ExtraPoints forStyle(Style style, List<StepReport> steps, StyleAnswer answer) {
        int passed = (int) steps.stream().filter(step -> step.status() == StepStatus.PASSED).count();
        int share = style.points() * passed / steps.size();
        int maximum = style.isBonus() ? 0 : style.points();
        String kind = style.isBonus() ? " (a bonus of " + style.points() + " at most)" : " (part of the maximum)";
        if (share == 0) {
            return new ExtraPoints(STYLE, 0, maximum, Plural.of(passed, "step") + " passed" + kind);
        }
        if (!answer.problem().isEmpty()) {
            return new ExtraPoints(STYLE, 0, maximum, "Checkstyle " + answer.problem() + kind);
        }
        int violations = answer.violations();
        int score = (int) Math.max(0, share - (long) style.lost() * violations);
        String message = Plural.of(violations, "violation") + " in " + Plural.of(passed, "step") + " that passed" + kind;
        int more = violations - answer.first().size();
        return new ExtraPoints(STYLE, score, maximum, violations == 0 ? message : message + ":\n"
                + String.join("\n", answer.first()) + (more > 0 ? "\nand " + more + " more" : ""));
    }
}
