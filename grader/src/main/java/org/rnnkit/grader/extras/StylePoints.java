package org.rnnkit.grader.extras;

import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.config.GradingConfig.Style;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.style.StyleAnswer;
import org.rnnkit.testkit.steps.Step;

/** The points for clean code. Each step that has passed brings its share of them, and each violation costs some. */
final class StylePoints {

    private static final String NAME = "Style";

    private final Kit kit;
    private final Style style;
    private final StyleCheck check;

    StylePoints(Kit kit, Sandbox sandbox, Style style) {
        this.kit = kit;
        this.style = style;
        this.check = new StyleCheck(kit, sandbox,
                style.rules() == null ? kit.home().resolve("checkstyle.xml") : Path.of(style.rules()));
    }

    ExtraPoints compute(Submission submission, List<StepReport> steps, Path scratch) {
        List<Step> passed = kit.steps().stream().filter(step -> steps.stream()
                .anyMatch(report -> report.id().equals(step.id()) && report.status() == StepStatus.PASSED)).toList();
        int share = style.points() * passed.size() / steps.size();
        if (share == 0) {
            return new ExtraPoints(NAME, 0, style.points(), Plural.of(passed.size(), "step") + " passed");
        }
        Path folder = Scratch.createSubfolder(scratch, "style");
        // The folder's name matters: in exercises/ the kit's rules allow unused imports that the stubs needed.
        Path sources = folder.resolve("exercises");
        StyleAnswer answer = check.run(submission.write(passed, sources), sources, folder);
        return answer.problem().isEmpty() ? points(share, answer, passed.size())
                : new ExtraPoints(NAME, 0, style.points(), "Checkstyle " + answer.problem());
    }

    private ExtraPoints points(int share, StyleAnswer answer, int passed) {
        int violations = answer.violations();
        int score = (int) Math.max(0, share - (long) style.lost() * violations);
        String message = Plural.of(violations, "violation") + " in " + Plural.of(passed, "step") + " that passed";
        int more = violations - answer.first().size();
        return new ExtraPoints(NAME, score, style.points(), violations == 0 ? message : message + ":\n"
                + String.join("\n", answer.first()) + (more > 0 ? "\nand " + more + " more" : ""));
    }
}
