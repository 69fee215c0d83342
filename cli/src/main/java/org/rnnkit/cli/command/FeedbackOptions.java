package org.rnnkit.cli.command;

import java.util.function.Consumer;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.feedback.OwnSteps;
import org.rnnkit.learner.feedback.WarmTests;
import picocli.CommandLine.Option;

/** The options of everything that tests a student's own steps for them. */
final class FeedbackOptions {

    @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "20",
            description = "How long a step's tests may take. Default: ${DEFAULT-VALUE}.")
    private int limit;

    int limit() {
        return Checks.atLeast(1, "--limit", limit);
    }

    /** Tests what is asked for, and ends. */
    void test(Kit kit, Consumer<OwnSteps> what) {
        try (WarmTests tests = new WarmTests(kit, limit());
                OwnSteps own = new OwnSteps(kit, new Intake(kit).take(Layout.EXERCISES), tests)) {
            what.accept(own);
        }
    }
}
