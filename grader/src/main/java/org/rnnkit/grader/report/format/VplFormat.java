package org.rnnkit.grader.report.format;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.format.FormatName.ReportFormat;

/**
 * The output of an evaluation in Moodle's Virtual Programming Lab (VPL): comments in a block, and the proposed grade in the
 * last line. In a block a line with "-" is a title, and one with ">" is text as it is; every line of a submission's text
 * has ">" before it, so that it can neither end the block nor be a grade. VPL's highest grade comes from an environment
 * variable; the score is scaled to it.
 */
final class VplFormat implements ReportFormat {

    private static final int MAX_CHARACTERS = 3_000;

    private final Map<String, String> environment;

    VplFormat(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String render(Report report) {
        String steps = report.allSteps().stream().map(VplFormat::step).collect(Collectors.joining());
        String extras = report.extras().stream().map(VplFormat::extra).collect(Collectors.joining());
        String overrides = report.overrides().stream().map(change -> text(change.summary())).collect(Collectors.joining());
        return block(title(report.summary()) + steps + extras
                + (overrides.isEmpty() ? "" : title("Changed by hand") + overrides)
                + title("Training") + text(report.training() == null ? report.trainingMessage() : report.training().summary()))
                + grade(report);
    }

    /** Renders a comment without a grade: VPL then proposes none. */
    @Override
    public Optional<String> renderError(String reason) {
        return Optional.of(block(title("Not graded")
                + text("Grader error, no grade. This is not your fault. Tell your instructor:\n" + reason)));
    }

    private static String step(StepReport step) {
        return title("Step " + step.number() + ", " + step.title() + ": " + step.status().word() + " ("
                + step.score() + "/" + step.maxScore() + ")")
                + (step.status() == StepStatus.PASSED ? "" : text(step.messageAndPlace()))
                + (step.partial() == null ? "" : text(step.partial().message()));
    }

    private static String extra(ExtraPoints extra) {
        return title("Other points") + text(extra.name() + ": " + extra.summary());
    }

    private static String block(String comments) {
        return "<|--\n" + comments + "--|>\n";
    }

    private static String title(String line) {
        return "-" + line.replaceAll("\\R", " ") + "\n";
    }

    private static String text(String text) {
        return Printable.cut(text, MAX_CHARACTERS).lines().map(line -> ">" + line + "\n").collect(Collectors.joining());
    }

    private String grade(Report report) {
        double highest = highest(report.getMaxScore());
        double share = report.getMaxScore() == 0 ? 0 : (double) report.getScore() / report.getMaxScore();
        return String.format(Locale.ROOT, "Grade :=>> %.2f\n", Math.min(highest, share * highest));
    }

    /** Returns the highest grade of the activity. VPL sets no variable for an activity without a grade. */
    private double highest(int points) {
        String given = environment.getOrDefault("VPL_GRADEMAX", "");
        return given.matches("\\d{1,6}(\\.\\d{1,6})?") ? Double.parseDouble(given) : points;
    }
}
