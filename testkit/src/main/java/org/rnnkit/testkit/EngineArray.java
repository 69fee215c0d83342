package org.rnnkit.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** A check that an array is what it seems: one of the engine gives away the numbers of its shape, which can then be changed. */
final class EngineArray {

    private EngineArray() {}

    /** Fails if an array is missing, is none of the engine, or has another shape than it says. */
    static void require(String name, NDArray actual) {
        Expect.that(actual != null, () -> name + " is null");
        Expect.that(actual instanceof PtNDArray, () -> name + " is a " + actual.getClass().getName()
                + ": return an array of the engine, as manager.zeros makes it");
        Expect.that(actual.isReleased() || JniUtils.getShape((PtNDArray) actual).equals(actual.getShape()), () -> name
                + " has another shape than it says: the numbers that getShape().getShape() returns were changed. Leave them "
                + "as they are, and call reshape");
    }
}
