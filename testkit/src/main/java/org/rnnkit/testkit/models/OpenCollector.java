package org.rnnkit.testkit.models;

import ai.djl.engine.Engine;

/** A look for a gradient collector that a step has left open. */
public final class OpenCollector {

    private OpenCollector() {}

    /** Tells whether a gradient collector is open. There can be one in the whole process. */
    public static boolean exists() {
        try {
            Engine.getInstance().newGradientCollector().close();
            return false;
        } catch (IllegalStateException open) {
            return true;
        }
    }
}
