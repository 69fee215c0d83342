package org.rnnkit.grading;

import java.util.concurrent.Callable;
import org.opentest4j.TestAbortedException;
import org.rnnkit.toolkit.NotImplementedYet;

/**
 * A step that calls an earlier one can't be judged while that one is wrong: its tests then wait instead of
 * failing for another's mistake.
 */
public final class Needs {

    private Needs() {}

    /**
     * Goes on only if an earlier step does what a small trial asks.
     *
     * @param number the earlier step
     * @param trial true where it is right
     */
    public static void step(int number, Callable<Boolean> trial) {
        boolean right;
        try {
            right = trial.call();
        } catch (NotImplementedYet missing) {
            throw new TestAbortedException("This step calls step " + number + ", which is not written yet.", missing);
        } catch (Exception | LinkageError thrown) {
            throw new TestAbortedException("This step calls step " + number + ", which throws "
                    + thrown.getClass().getSimpleName() + ": mend step " + number + " first.", thrown);
        }
        if (!right) {
            throw new TestAbortedException("This step calls step " + number + ", which is not right yet: mend step "
                    + number + " first.");
        }
    }
}
