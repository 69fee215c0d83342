package org.rnnkit.learner.background;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A publisher of changes, at most five times a second however often something changes. */
public final class ChangePulse implements AutoCloseable {

    private static final long MILLIS = 200;

    private final Runnable publish;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ScheduledExecutorService clock;

    /**
     * Starts to publish.
     *
     * @param publish publishes that something has changed
     */
    public ChangePulse(Runnable publish) {
        this.publish = publish;
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "rnnkit: changes");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::publishChange, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Notes that something has changed. */
    public void change() {
        changed.set(true);
    }

    /** Publishes the changes since the last time, all together, if there are any. */
    void publishChange() {
        if (changed.getAndSet(false)) {
            publish.run();
        }
    }

    /** Ends the thread, and publishes the changes that are not published yet. */
    @Override
    public void close() {
        clock.shutdown();
        publishChange();
    }
}
