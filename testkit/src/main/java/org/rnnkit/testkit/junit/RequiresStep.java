package org.rnnkit.testkit.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.opentest4j.TestAbortedException;
import org.rnnkit.testkit.Evidence;

/**
 * The dependency of a test on an earlier step. If the test fails and the earlier step is wrong, the test is aborted instead,
 * so that no step fails because of a mistake in another.
 */
public final class RequiresStep {

    private static final ThreadLocal<List<Requirement>> REQUIREMENTS = ThreadLocal.withInitial(ArrayList::new);

    private record Requirement(int step, Callable<Boolean> check) {}

    private RequiresStep() {}

    /**
     * Declares that this test's step calls an earlier one. The earlier step is checked only if the test fails.
     *
     * @param number the earlier step
     * @param check returns true if the earlier step is right
     */
    public static void step(int number, Callable<Boolean> check) {
        REQUIREMENTS.get().add(new Requirement(number, check));
    }

    /** Removes the last test's requirements. */
    static void clear() {
        REQUIREMENTS.remove();
    }

    /** Returns the reason to abort the test, if a required step is not right. */
    static Optional<TestAbortedException> unmet() {
        return REQUIREMENTS.get().stream().filter(requirement -> !isMet(requirement)).findFirst()
                .map(requirement -> new TestAbortedException("This step calls step " + requirement.step()
                        + ", which is not right yet: mend step " + requirement.step() + " first."));
    }

    private static boolean isMet(Requirement requirement) {
        LeftOpenCollector.close(); // the test's; with it open, no earlier step could be tried
        Evidence ofTest = Evidence.current();
        new Evidence().collectOfThisThread(); // what failed in the test must not be thrown here
        try {
            return requirement.check().call();
        } catch (Exception | AssertionError | LinkageError wrong) {
            return false;
        } finally {
            ofTest.collectOfThisThread();
        }
    }
}
