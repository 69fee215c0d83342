package org.rnnkit.testkit;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import org.rnnkit.toolkit.NumberOperations;

/** A check of how a formula is computed inside a gradient collector. */
public final class FormulaCheck {

    private FormulaCheck() {}

    /**
     * Checks that code combines no array that needs a gradient with a Java number.
     *
     * @param call what is called
     * @param code the call
     */
    public static void usesNoJavaNumber(String call, Runnable code) {
        GradientCollector collector = Engine.getInstance().newGradientCollector();
        try (NumberOperations numbers = new NumberOperations()) {
            code.run();
            Expect.that(numbers.count() == 0, () -> call + " combines an array with a Java number, such as x.mul(2f) or "
                    + "x.neg().add(1).\nInside a gradient collector this is unsafe: the number's memory may be freed before "
                    + "backward reads it, and the gradients are then sometimes wrong.\nWrite the formula without a number, or "
                    + "with an array of ones, x.onesLike()");
        } finally {
            collector.close();
        }
    }
}
