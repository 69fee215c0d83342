package org.rnnkit.learner.feedback.worker;

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

/** Tells where a step's code is when its time is up, and ends the process: nothing else stops an endless loop. */
final class StepTimeout implements AutoCloseable {

    /** A busy machine is slow through no fault of the code: its own processor time counts, and this many times as much. */
    private static final int PATIENCE = 3;
    private static final long LOOK_MILLIS = 100;

    private final Exchange<WatchRequest> exchange;
    private final WatchRequest request;
    private final Thread tests = Thread.currentThread();
    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private final long begun = System.nanoTime();
    private final long used = used();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean told = new AtomicBoolean();

    /** Sets it, for what the calling thread is about to do. */
    StepTimeout(Exchange<WatchRequest> exchange) {
        this.exchange = exchange;
        this.request = exchange.request();
        Thread thread = new Thread(this::watch, "alarm");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops it; tells whether that was in time. */
    boolean stop() {
        stopped.countDown();
        return told.compareAndSet(false, true);
    }

    @Override
    public void close() {
        stop();
    }

    private void watch() {
        try {
            while (!isTime()) {
                if (stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            if (told.compareAndSet(false, true)) {
                exchange.answer(new WatchResult(new StepResult(List.of(), problem()), false));
                ParentWatch.end();
            }
        } catch (InterruptedException | IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private boolean isTime() {
        long limit = TimeUnit.SECONDS.toNanos(request.seconds());
        return used() - used > limit || System.nanoTime() - begun > PATIENCE * limit;
    }

    private long used() {
        return clock.isThreadCpuTimeSupported() ? clock.getThreadCpuTime(tests.getId()) : 0;
    }

    private Problem problem() {
        Place place = Arrays.stream(tests.getStackTrace()).filter(this::isOfStudent).findFirst()
                .map(frame -> new Place(frame.getFileName(), frame.getLineNumber())).orElse(null);
        return new Problem(Kind.OTHER, "Your code took more than " + request.seconds()
                + " seconds and was stopped. Is there an endless loop?"
                + (place == null ? "" : " It was at " + place.file() + ":" + place.line() + "."), 0, place);
    }

    private boolean isOfStudent(StackTraceElement frame) {
        return frame.getClassName().startsWith(request.tests().packageName() + ".") && frame.getFileName() != null
                && !request.tests().testClasses().contains(frame.getClassName().replaceAll("\\$.*", ""));
    }
}
