package org.rnnkit.testkit.models;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Iterator;
import java.util.Spliterator;

/** Parameters that notice the moment when a step reads them, such as the one that clips their gradients. */
public final class WatchedParameters extends NDList {

    private static final long serialVersionUID = 1L;

    private final String packageName;
    private final transient Runnable beforeReading;

    /**
     * Makes the list.
     *
     * @param parameters the arrays
     * @param packageName the beginning of the name of the step's package
     * @param beforeReading is called whenever the step is about to read them
     */
    public WatchedParameters(NDList parameters, String packageName, Runnable beforeReading) {
        super(parameters);
        this.packageName = packageName;
        this.beforeReading = beforeReading;
    }

    /** Tells whether a gradient collector is open. There can be one in the whole process. */
    public static boolean isCollecting() {
        try {
            Engine.getInstance().newGradientCollector().close();
            return false;
        } catch (IllegalStateException open) {
            return true;
        }
    }

    private void read() {
        if (StackWalker.getInstance().walk(frames -> frames
                .anyMatch(frame -> frame.getClassName().startsWith(packageName)))) {
            beforeReading.run();
        }
    }

    @Override
    public Iterator<NDArray> iterator() {
        read();
        return super.iterator();
    }

    @Override
    public NDArray get(int index) {
        read();
        return super.get(index);
    }

    @Override
    public Spliterator<NDArray> spliterator() {
        read();
        return super.spliterator();
    }
}
