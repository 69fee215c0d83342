package org.rnnkit.testkit.limit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * A time limit for code that may never end: some seconds of processor time of one thread or, because code may also wait
 * forever, four times as many on the clock. Java can't stop a thread: whoever gets the news ends the process.
 */
public final class WorkLimit {

    /**
     * The limit of one graded test, or of each case of a test that draws cases, in seconds of processor time. With the
     * reference, JDK 17 and one thread of a server, the longest takes 0.3 s (500 epochs of a tiny training, step 9).
     */
    public static final int SECONDS = 5;

    private static final int CLOCK_FACTOR = 4;
    private static final long POLL_MILLIS = 50;
    private static final long NOT_ASKED = -1;
    private static final ThreadLocal<WorkLimit> OF_THREAD = new ThreadLocal<>();

    private final int seconds;
    private final BiConsumer<String, StackTraceElement[]> exceeded;
    private final Thread code = Thread.currentThread();
    private final ThreadMXBean processor = ManagementFactory.getThreadMXBean();
    private long begun;
    /** The thread's processor time at the begin, or {@link #NOT_ASKED}: only the watch asks, since that takes 0.1 ms. */
    private long workBefore;
    private boolean ended;

    private WorkLimit(int seconds, BiConsumer<String, StackTraceElement[]> exceeded) {
        this.seconds = seconds;
        this.exceeded = exceeded;
        restart();
    }

    /**
     * Starts the limit of the calling thread.
     *
     * @param seconds the processor time; 0 for no limit
     * @param exceeded ends the process; it gets the words after "stopped", such as "after 5 seconds", and the place where the
     *     code is. Meanwhile the thread can't get past {@link #restart} or {@link #stop}
     */
    public static WorkLimit start(int seconds, BiConsumer<String, StackTraceElement[]> exceeded) {
        WorkLimit limit = new WorkLimit(seconds, exceeded);
        if (seconds > 0) {
            OF_THREAD.set(limit);
            Thread watch = new Thread(limit::watch, "work limit");
            watch.setDaemon(true);
            watch.start();
        }
        return limit;
    }

    /** Gives the calling thread the whole time again, if it has a limit: a part of a test has as much time as a test. */
    public static void restartOfThread() {
        if (OF_THREAD.get() != null) {
            OF_THREAD.get().restart();
        }
    }

    /** Gives the calling thread the whole time again. */
    public synchronized void restart() {
        begun = System.nanoTime();
        workBefore = NOT_ASKED;
    }

    /** Ends the limit: the code came to an end. */
    public synchronized void stop() {
        if (OF_THREAD.get() == this) {
            OF_THREAD.remove();
        }
        ended = true;
        notifyAll();
    }

    private synchronized void watch() {
        while (!ended && !isExceeded()) {
            try {
                wait(POLL_MILLIS);
            } catch (InterruptedException ignored) {
                // The code that is watched may interrupt every thread: the limit stays what it is.
            }
        }
        if (!ended) {
            exceeded.accept(words(System.nanoTime() - begun, isWorkExceeded()), code.getStackTrace());
        }
    }

    private boolean isExceeded() {
        return isWorkExceeded() || System.nanoTime() - begun > CLOCK_FACTOR * TimeUnit.SECONDS.toNanos(seconds);
    }

    private boolean isWorkExceeded() {
        workBefore = workBefore == NOT_ASKED ? work() : workBefore;
        return work() - workBefore > TimeUnit.SECONDS.toNanos(seconds);
    }

    private long work() {
        return processor.isThreadCpuTimeSupported() ? processor.getThreadCpuTime(code.getId()) : 0;
    }

    /** Says how much time has passed and, if it differs, how much of it counts. */
    private String words(long nanos, boolean work) {
        return words(Math.max(seconds, TimeUnit.NANOSECONDS.toSeconds(nanos)), seconds, work);
    }

    /**
     * Puts the time after which code is stopped into words.
     *
     * @param passed the seconds that have passed
     * @param limit the limit in seconds of processor time
     * @param work whether this limit is exceeded, and not that on the clock
     */
    static String words(long passed, long limit, boolean work) {
        return "after " + passed + (passed == 1 ? " second" : " seconds")
                + (work && passed > limit + 1 ? ", " + limit + " of them on a processor, which is the limit" : "");
    }
}
