package org.rnnkit.grader.extras;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.grader.config.GradingConfig.Style;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.testkit.steps.Step;

/** The points for clean code. Each step that has passed brings its share of them, and each violation costs some. */
final class StylePoints {

    private static final String NAME = "Style";
    private static final int MAX_SHOWN = 5;

    private final Kit kit;
    private final Style style;
    private final StyleCheck check;

    StylePoints(Kit kit, Style style) {
        this.kit = kit;
        this.style = style;
        this.check = new StyleCheck(style.rules() == null ? kit.home().resolve("checkstyle.xml") : Path.of(style.rules()));
    }

    ExtraPoints compute(Submission submission, List<StepReport> steps, Path scratch) {
        List<Step> passed = kit.steps().stream().filter(step -> steps.stream()
                .anyMatch(report -> report.id().equals(step.id()) && report.status() == StepStatus.PASSED)).toList();
        int share = style.points() * passed.size() / steps.size();
        if (share == 0) {
            return new ExtraPoints(NAME, 0, style.points(), Plural.of(passed.size(), "step") + " passed");
        }
        // The folder's name matters: in exercises/ the kit's rules allow unused imports that the stubs needed.
        Path sources = scratch.resolve("style/exercises");
        return check.violations(submission.write(passed, sources), sources)
                .map(violations -> points(share, violations, passed.size()))
                .orElseGet(() -> new ExtraPoints(NAME, 0, style.points(), "Checkstyle can't read the sources"));
    }

    private ExtraPoints points(int share, List<String> violations, int passed) {
        int score = (int) Math.max(0, share - (long) style.lost() * violations.size());
        String message = Plural.of(violations.size(), "violation") + " in " + Plural.of(passed, "step") + " that passed";
        return new ExtraPoints(NAME, score, style.points(), violations.isEmpty() ? message : message + ":\n"
                + violations.stream().limit(MAX_SHOWN).collect(Collectors.joining("\n"))
                + (violations.size() > MAX_SHOWN ? "\nand " + (violations.size() - MAX_SHOWN) + " more" : ""));
    }
}
