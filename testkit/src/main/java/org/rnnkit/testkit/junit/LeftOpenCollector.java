package org.rnnkit.testkit.junit;

import ai.djl.engine.Engine;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A gradient collector that a test has left open. DJL has one for the whole process, so every later test would fail with
 * it, also those of other steps.
 */
public final class LeftOpenCollector {

    private LeftOpenCollector() {}

    /** Closes the collector if one is open. */
    public static void close() {
        try {
            Engine.getInstance().newGradientCollector().close();
        } catch (IllegalStateException leftOpen) {
            release();
        }
    }

    /** DJL gives nobody a handle to the collector that is open. */
    private static void release() {
        try {
            Class<?> type = Engine.getInstance().getClass().getClassLoader()
                    .loadClass("ai.djl.pytorch.engine.PtGradientCollector");
            var collecting = type.getDeclaredField("isCollecting");
            collecting.setAccessible(true);
            ((AtomicBoolean) collecting.get(null)).set(false);
        } catch (ReflectiveOperationException otherVersion) {
            throw new IllegalStateException("this DJL has another gradient collector", otherVersion);
        }
    }
}
