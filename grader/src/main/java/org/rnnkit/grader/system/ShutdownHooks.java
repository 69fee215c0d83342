package org.rnnkit.grader.system;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What is tidied up when the user interrupts the program: first what was begun last. */
public final class ShutdownHooks {

    private static final Deque<Runnable> ACTIONS = new ConcurrentLinkedDeque<>();
    private static final long GRACE_MILLIS = 300;
    private static volatile boolean begun;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ShutdownHooks::tidy));
    }

    private ShutdownHooks() {}

    /**
     * Has something done if the program is interrupted.
     *
     * @param action what to do
     */
    public static void register(Runnable action) {
        ACTIONS.addFirst(action);
    }

    /**
     * There is nothing left to tidy up.
     *
     * @param action what need not be done any more
     */
    public static void unregister(Runnable action) {
        ACTIONS.remove(action);
    }

    /**
     * Tells whether a process that ended was ended by the user's interrupt, which reaches it at the same time as
     * this one.
     *
     * @param signalled whether it looks as if a signal had ended it
     * @return whether this program is about to end, too
     * @throws InterruptedException if this thread is interrupted
     */
    public static boolean hasBegun(boolean signalled) throws InterruptedException {
        if (signalled && !begun) {
            Thread.sleep(GRACE_MILLIS);
        }
        return begun;
    }

    /**
     * Tells whether this program is about to end.
     *
     * @return whether it has been interrupted
     */
    public static boolean hasBegun() {
        return begun;
    }

    private static void tidy() {
        begun = true;
        ACTIONS.forEach(Runnable::run);
    }
}
