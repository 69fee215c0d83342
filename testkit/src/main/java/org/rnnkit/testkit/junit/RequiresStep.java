package org.rnnkit.testkit.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.opentest4j.TestAbortedException;

/**
 * A step that calls an earlier one can't be judged while that one is wrong: a test that fails then waits
 * instead, and no step fails for another's mistake.
 */
public final class RequiresStep {

    private static final ThreadLocal<List<Need>> NEEDS = ThreadLocal.withInitial(ArrayList::new);

    private record Need(int step, Callable<Boolean> trial) {}

    private RequiresStep() {}

    /**
     * Says that this test's step calls an earlier one. Only if the test fails is the earlier step tried.
     *
     * @param number the earlier step
     * @param trial true where it is right
     */
    public static void step(int number, Callable<Boolean> trial) {
        NEEDS.get().add(new Need(number, trial));
    }

    /** Forgets what the last test needed. */
    static void clear() {
        NEEDS.remove();
    }

    /** The reason to wait instead of failing, if a step that the test needs is not right. */
    static Optional<TestAbortedException> unmet() {
        return NEEDS.get().stream().filter(need -> !isMet(need)).findFirst()
                .map(need -> new TestAbortedException("This step calls step " + need.step()
                        + ", which is not right yet: mend step " + need.step() + " first."));
    }

    private static boolean isMet(Need need) {
        try {
            return need.trial().call();
        } catch (Exception | AssertionError | LinkageError wrong) {
            return false;
        }
    }
}
