package org.rnnkit.testkit.board;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** All graded tests of a step as one test, for a platform that gives points for tests and not for groups of tests. */
public final class WholeStep {

    private WholeStep() {}

    /**
     * Runs the graded tests of a step.
     *
     * @param id the step's id, such as "step1onehot"
     * @throws AssertionFailedError with the most helpful message, if the step does not pass
     * @throws IllegalArgumentException if there is no such step
     */
    public static void run(String id) {
        Step step = Steps.withId(id).orElseThrow(() -> new IllegalArgumentException("There is no step " + id + "."));
        StepTally tally = new StepTally(step);
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(step.packageName())).build();
        LauncherFactory.create().execute(tests, tally);
        StepState state = tally.state();
        if (!state.isPassed()) {
            throw new AssertionFailedError("Step " + step.number() + ", " + step.title() + ": " + state.words()
                    + (state.message().isBlank() ? "" : "\n" + state.message()));
        }
    }
}
