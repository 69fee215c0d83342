package org.rnnkit.testkit.junit;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The gradient collector that a test may leave open. The engine has one at a time, so all later tests in the process would
 * fail, even after the mistake is fixed.
 */
final class OpenCollector {

    private OpenCollector() {}

    /** Lets the engine make a new collector. DJL closes a collector only through the object, which is lost by now. */
    static void forget() {
        try {
            Field collecting = Class.forName("ai.djl.pytorch.engine.PtGradientCollector").getDeclaredField("isCollecting");
            collecting.setAccessible(true);
            ((AtomicBoolean) collecting.get(null)).set(false);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of DJL has another gradient collector", e);
        }
    }
}
