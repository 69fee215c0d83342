package org.rnnkit.grader.extras;

import java.util.List;
import org.rnnkit.grader.config.GradingConfig.Style;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.worker.source.StyleWorker.StyleAnswer;

/** The points for clean code. Each step that has passed brings its share of them, and each violation costs some. */
final class StylePoints {

    private static final String NAME = "Style";

    private StylePoints() {}

    static ExtraPoints of(Style style, List<StepReport> steps, StyleAnswer answer) {
        int passed = (int) steps.stream().filter(step -> step.status() == StepStatus.PASSED).count();
        int share = style.points() * passed / steps.size();
        if (share == 0) {
            return new ExtraPoints(NAME, 0, style.points(), Plural.of(passed, "step") + " passed");
        }
        return answer.problem().isEmpty() ? points(style, share, answer, passed)
                : new ExtraPoints(NAME, 0, style.points(), "Checkstyle " + answer.problem());
    }

    private static ExtraPoints points(Style style, int share, StyleAnswer answer, int passed) {
        int violations = answer.violations();
        int score = (int) Math.max(0, share - (long) style.lost() * violations);
        String message = Plural.of(violations, "violation") + " in " + Plural.of(passed, "step") + " that passed";
        int more = violations - answer.first().size();
        return new ExtraPoints(NAME, score, style.points(), violations == 0 ? message : message + ":\n"
                + String.join("\n", answer.first()) + (more > 0 ? "\nand " + more + " more" : ""));
    }
}
