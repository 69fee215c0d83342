package org.rnnkit.toolkit;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A watch on one thread's arrays that counts operations with a Java number, such as {@code x.mul(2f)}, on arrays that were
 * computed from parameters. Inside a gradient collector many of these are unsafe: DJL puts the number into an array of its own
 * and closes it after the operation, so that its memory may be freed before backward reads it.
 *
 * <p>DJL offers no place to see this from outside, except that every new array is put into the innermost {@link NDScope}. The
 * watch is such a scope whose map only looks on: it keeps and closes nothing. Scopes that are opened while it watches get a map
 * that looks on, too.
 */
public final class NumberOperations implements AutoCloseable {

    private static final Field SCOPES = field("SCOPE_STACK");
    private static final Field RESOURCES = field("resources");

    private final Watch watch = new Watch();
    private final Deque<NDScope> before;

    /** Begins to watch the arrays that this thread makes. */
    public NumberOperations() {
        before = scopes().get();
        scopes().set(new WatchedScopes());
        new NDScope(); // puts itself among the scopes
    }

    private static Field field(String name) {
        try {
            Field field = NDScope.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            throw changed(e);
        }
    }

    private static IllegalStateException changed(Exception cause) {
        return new IllegalStateException("DJL's NDScope is not the one that this watch was written for", cause);
    }

    @SuppressWarnings("unchecked")
    private static ThreadLocal<Deque<NDScope>> scopes() {
        try {
            return (ThreadLocal<Deque<NDScope>>) SCOPES.get(null);
        } catch (IllegalAccessException e) {
            throw changed(e);
        }
    }

    /** Returns the number of operations up to now. */
    public int count() {
        return watch.count();
    }

    @Override
    public void close() {
        scopes().set(before);
    }

    /** The thread's scopes while it is watched: the watch itself, then those that are opened later. */
    private final class WatchedScopes extends ArrayDeque<NDScope> {

        private static final long serialVersionUID = 1L;

        @Override
        public void addLast(NDScope scope) {
            try {
                RESOURCES.set(scope, isEmpty() ? watch : new Kept(watch));
            } catch (IllegalAccessException e) {
                throw changed(e);
            }
            super.addLast(scope);
        }
    }

    /** The arrays of a scope that closes them. */
    private static final class Kept extends IdentityHashMap<NDArray, NDArray> {

        private static final long serialVersionUID = 1L;

        private final transient Watch watch;

        Kept(Watch watch) {
            this.watch = watch;
        }

        @Override
        public NDArray put(NDArray array, NDArray same) {
            watch.put(array, same);
            return super.put(array, same);
        }
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
