package org.rnnkit.cli.command;

import java.util.function.Consumer;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.feedback.WarmTestRunner;
import picocli.CommandLine.Option;

/** The options of everything that tests a student's own steps for them. */
final class FeedbackOptions {

    @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "20",
            description = "How long a step's tests may take. Default: ${DEFAULT-VALUE}.")
    private int limit;

    int limit() {
        return OptionChecks.atLeast(1, "--limit", limit);
    }

    /** Tests what is asked for, and ends. */
    void test(Kit kit, Consumer<StudentSteps> what) {
        try (WarmTestRunner tests = new WarmTestRunner(kit, limit());
                StudentSteps own = new StudentSteps(kit, new Intake(kit).take(Layout.EXERCISES), tests)) {
            what.accept(own);
        }
    }
}
