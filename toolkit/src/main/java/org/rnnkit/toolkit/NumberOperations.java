package org.rnnkit.toolkit;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A watch on one thread's arrays that counts operations with a Java number, such as {@code x.mul(2f)}, on arrays that were
 * computed from parameters. Inside a gradient collector many of these are unsafe: DJL puts the number into an array of its own
 * and closes it after the operation, so that its memory may be freed before backward reads it.
 *
 * <p>DJL offers no place to see this from outside, except that every new array is put into the innermost {@link NDScope}. The
 * watch is such a scope whose map only looks on: it keeps and closes nothing. It does not see what happens in a scope that is
 * opened while it watches.
 */
public final class NumberOperations implements AutoCloseable {

    private final NDScope scope = new NDScope();
    private final Watch watch = new Watch();

    /** Begins to watch the arrays that this thread makes. */
    public NumberOperations() {
        try {
            Field resources = NDScope.class.getDeclaredField("resources");
            resources.setAccessible(true);
            resources.set(scope, watch);
        } catch (ReflectiveOperationException e) {
            scope.close();
            throw new IllegalStateException("DJL's NDScope is not the one that this watch was written for", e);
        }
    }

    /** Returns the number of operations up to now. */
    public int count() {
        return watch.count();
    }

    @Override
    public void close() {
        scope.close();
    }

    /** The arrays in the order in which they are made; a map that stays empty. */
    private static final class Watch extends IdentityHashMap<NDArray, NDArray> {

        private static final long serialVersionUID = 1L;

        /** Numbers, and constants of one value, followed by an array that was computed from parameters. */
        private final transient List<NDArray> numbers = new ArrayList<>();
        private transient NDArray beforeNumber;
        private transient NDArray number;
        private transient NDArray latest;
        private int inPlace;

        @Override
        public NDArray put(NDArray array, NDArray same) {
            endOperation();
            if (number != null && isComputedFromParameters(array)) {
                numbers.add(number);
            }
            boolean isNumber = array.getShape().dimension() == 0;
            number = isNumber ? array : null;
            beforeNumber = isNumber ? latest : null;
            latest = array;
            return null;
        }

        /** A number that is closed before another array is made has changed an array in place: most likely the latest. */
        private void endOperation() {
            if (number != null && number.isReleased()) {
                if (beforeNumber != null && !beforeNumber.isReleased() && isComputedFromParameters(beforeNumber)) {
                    inPlace++;
                }
                number = null;
            }
        }

        /** The engine refuses to detach an array that was computed from parameters; hasGradient is false for it. */
        private static boolean isComputedFromParameters(NDArray array) {
            try {
                array.setRequiresGradient(false);
                return false;
            } catch (EngineException refused) {
                return true;
            }
        }

        /** A constant that is held as an array is still open. */
        int count() {
            endOperation();
            return inPlace + (int) numbers.stream().filter(NDArray::isReleased).count();
        }
    }
}
