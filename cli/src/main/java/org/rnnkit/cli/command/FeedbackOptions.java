package org.rnnkit.cli.command;

import java.util.function.Consumer;
import java.util.function.Function;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.lab.LabTests;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.steps.Step;
import picocli.CommandLine.Option;

/** The options for testing a student's own steps. */
final class FeedbackOptions {

    @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "" + WorkLimit.SECONDS,
            description = "The limit of each test, in seconds of work. Default: ${DEFAULT-VALUE}.")
    int limit;

    int limit() {
        return CommandChecks.atLeast(1, "--limit", limit);
    }

    /** Runs an action that tests the student's steps, and then ends the test processes. */
    void test(Kit kit, Consumer<Function<Step, StepReport>> action) {
        test(kit, new Intake(kit).take(Layout.EXERCISES), action);
    }

    /** Runs an action that tests steps that were read before, and then ends the test processes. */
    void test(Kit kit, Submission submission, Consumer<Function<Step, StepReport>> action) {
        try (LabTests tests = new LabTests(kit, limit())) {
            StudentSteps own = new StudentSteps(kit, submission);
            action.accept(step -> tests.test(own, step));
        }
    }
}
