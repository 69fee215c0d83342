package org.rnnkit.cli.command;

import java.util.function.Consumer;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.feedback.WarmTestRunner;
import org.rnnkit.testkit.limit.WorkLimit;
import picocli.CommandLine.Option;

/** The options for testing a student's own steps. */
final class FeedbackOptions {

    @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "" + WorkLimit.SECONDS,
            description = "The limit of each test, in seconds of work. Default: ${DEFAULT-VALUE}.")
    int limit;

    int limit() {
        return CommandChecks.atLeast(1, "--limit", limit);
    }

    /** Runs an action with the student's steps, and then ends the test processes. */
    void test(Kit kit, Consumer<StudentSteps> action) {
        test(kit, new Intake(kit).take(Layout.EXERCISES), action);
    }

    /** Runs an action with steps that were read before, and then ends the test processes. */
    void test(Kit kit, Submission submission, Consumer<StudentSteps> action) {
        try (WarmTestRunner tests = new WarmTestRunner(kit, limit())) {
            action.accept(new StudentSteps(kit, submission, tests));
        }
    }
}
