package org.rnnkit.grader.system;

import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.commons.io.function.IOSupplier;

/** The actions that run when the user interrupts the program, the one registered last first. */
public final class ShutdownHooks {

    private static final Deque<Runnable> ACTIONS = new ConcurrentLinkedDeque<>();
    private static final long GRACE_MILLIS = 300;
    private static final long UNCUT_SECONDS = 2;
    /** The threads that do what must not be cut in two have its read lock; the end of the program takes its write lock. */
    private static final ReadWriteLock UNCUT = new ReentrantReadWriteLock();
    private static volatile boolean begun;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ShutdownHooks::runAll));
    }

    private ShutdownHooks() {}

    /** Registers an action that runs if the program is interrupted: at once if it has been already. */
    public static void register(Runnable action) {
        ACTIONS.addFirst(action);
        if (begun) {
            action.run();
        }
    }

    /** Removes an action that is no longer needed. */
    public static void unregister(Runnable action) {
        ACTIONS.remove(action);
    }

    /**
     * Does something that an interrupt must not cut in two, such as a start of a process and the registration of its end. The
     * actions wait for it, and after them nothing of the kind begins any more.
     *
     * @param action what takes a moment only; it may register actions
     */
    public static <T> T uncut(IOSupplier<T> action) throws IOException {
        UNCUT.readLock().lock();
        try {
            return action.get();
        } finally {
            UNCUT.readLock().unlock();
        }
    }

    /**
     * Tells whether the user has interrupted the program, just after one of its processes has ended. The terminal sends the
     * interrupt to all processes at once; this one may notice it a little later than the other.
     *
     * @param signalled whether a signal has ended the other process; if so, the method waits a moment
     */
    public static boolean hasBegun(boolean signalled) throws InterruptedException {
        if (signalled && !begun) {
            Thread.sleep(GRACE_MILLIS);
        }
        return begun;
    }

    /** Tells whether the user has interrupted the program. */
    public static boolean hasBegun() {
        return begun;
    }

    private static void runAll() {
        begun = true;
        try {
            // Nothing is unlocked: until the process has ended, nothing of the kind begins any more.
            UNCUT.writeLock().tryLock(UNCUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        run(ACTIONS);
    }

    /** Runs the actions, also those after one that throws. */
    static void run(Iterable<Runnable> actions) {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                System.err.println("rnnkit: something could not be cleaned up: " + e);
            }
        }
    }
}
