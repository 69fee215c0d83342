package org.rnnkit.testkit.cases;

import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.Draw;

/**
 * A call of a step with drawn arguments, and everything that is asked of it. It stands in the step's test package, has no
 * fields and a constructor without parameters: each case of the first call loads it again, together with the step.
 */
public interface StepCase {

    /** Returns the number of values that a case compares. A product in the oracle counts as a fiftieth of one. */
    double work(DrawnValues values);

    /**
     * Calls the step and checks what it returns and what it does to its arguments.
     *
     * @param values the values of the dimensions
     * @param draw the source of everything else; the same case has other numbers in another call
     * @param manager is closed after the case
     */
    void check(DrawnValues values, Draw draw, NDManager manager);
}
