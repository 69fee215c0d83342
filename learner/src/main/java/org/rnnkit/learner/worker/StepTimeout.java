package org.rnnkit.learner.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.ParentWatch;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestResult.Kind;
import org.rnnkit.grader.worker.step.TestResult.Place;
import org.rnnkit.grader.worker.step.TestResult.Problem;
import org.rnnkit.learner.worker.WatchWorker.WatchRequest;
import org.rnnkit.learner.worker.WatchWorker.WatchResult;

/**
 * A time limit for a step's tests. When it is exceeded, the limit reports the line that the code is at and ends the process,
 * because nothing else stops an endless loop.
 */
final class StepTimeout implements AutoCloseable {

    /** The limit is on processor time, since other processes may slow this one down; on wall-clock time, this many times it. */
    private static final int WALL_CLOCK_FACTOR = 3;
    private static final long POLL_MILLIS = 100;

    private final Exchange<WatchRequest> exchange;
    private final WatchRequest request;
    private final Thread tests = Thread.currentThread();
    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private final long startNanos = System.nanoTime();
    private final long startCpuNanos = cpuNanos();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean decided = new AtomicBoolean();

    /** Starts the limit for the calling thread. */
    StepTimeout(Exchange<WatchRequest> exchange) {
        this.exchange = exchange;
        this.request = exchange.request();
        Thread thread = new Thread(this::watch, "step timeout");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the limit and tells whether the tests were in time. */
    boolean stop() {
        stopped.countDown();
        return decided.compareAndSet(false, true);
    }

    @Override
    public void close() {
        stop();
    }

    private void watch() {
        try {
            while (!isExceeded()) {
                if (stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            if (decided.compareAndSet(false, true)) {
                exchange.answer(new WatchResult(new StepResult(List.of(), problem()), false));
                ParentWatch.end();
            }
        } catch (InterruptedException | IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private boolean isExceeded() {
        return isCpuExceeded()
                || System.nanoTime() - startNanos > WALL_CLOCK_FACTOR * TimeUnit.SECONDS.toNanos(request.seconds());
    }

    private boolean isCpuExceeded() {
        return cpuNanos() - startCpuNanos > TimeUnit.SECONDS.toNanos(request.seconds());
    }

    private long cpuNanos() {
        return clock.isThreadCpuTimeSupported() ? clock.getThreadCpuTime(tests.getId()) : 0;
    }

    private Problem problem() {
        Place place = Arrays.stream(tests.getStackTrace()).filter(this::isOfStudent).findFirst()
                .map(frame -> new Place(frame.getFileName(), frame.getLineNumber())).orElse(null);
        return new Problem(Kind.OTHER, "Your code was stopped after " + stoppedAfter() + ". Is there an endless loop?"
                + (place == null ? "" : " It was at " + place.file() + ":" + place.line() + "."), 0, place);
    }

    /** Returns the time that has passed for the student and, if they differ, the time that counts for the limit. */
    private String stoppedAfter() {
        long passed = Math.max(request.seconds(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos));
        return words(passed, request.seconds(), isCpuExceeded());
    }

    /**
     * Puts the time after which the code was stopped into words.
     *
     * @param passed the seconds that have passed
     * @param limit the limit in seconds of processor time
     * @param cpu whether the processor time is exceeded
     */
    static String words(long passed, long limit, boolean cpu) {
        return passed + (passed == 1 ? " second" : " seconds")
                + (cpu && passed > limit + 1 ? ", " + limit + " of them on a processor, which is the limit" : "");
    }

    private boolean isOfStudent(StackTraceElement frame) {
        return frame.getClassName().startsWith(request.tests().packageName() + ".") && frame.getFileName() != null
                && !request.tests().testClasses().contains(frame.getClassName().replaceAll("\\$.*", ""));
    }
}
