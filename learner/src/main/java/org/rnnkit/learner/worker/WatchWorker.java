package org.rnnkit.learner.worker;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.rnnkit.grader.worker.Messages.Exchange;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.WorkerMain.ParentWatch;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.StepResult.Kind;
import org.rnnkit.grader.worker.step.StepResult.Place;
import org.rnnkit.grader.worker.step.StepResult.Problem;
import org.rnnkit.grader.worker.step.StepWorker.TestsRequest;

/**
 * A process that tests one save after another and keeps the engine and JUnit loaded. The student's classes and the tests are
 * loaded from their folders again each time. It gives feedback and no marks: nothing here prevents cheating.
 */
public final class WatchWorker {

    private static final String TEST_RUN = "org.rnnkit.grader.worker.tests.TestRun";

    private WatchWorker() {}

    /** Tests steps until no more requests come. */
    public static void main(String[] args) throws Exception {
        InputStream requests = System.in;
        Engine.getInstance();
        WorkerMain.run(worker -> {
            while (true) {
                System.setIn(requests);
                worker.serve(WatchRequest.class, WatchWorker::answer);
            }
        });
    }

    private static WatchResult answer(Exchange<WatchRequest> exchange) throws IOException, ReflectiveOperationException {
        exchange.ready();
        // So that a step that reads its input does not read the next request.
        System.setIn(InputStream.nullInputStream());
        PrintedText printed = new PrintedText();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(out);
        try (StepTimeout timeout = new StepTimeout(exchange, printed)) {
            Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
            StepResult result = test(exchange.request());
            boolean reusable = isReusable(before);
            return timeout.stop() ? new WatchResult(result, printed.text(), reusable)
                    : null; // the timeout has sent a result and is ending this process
        }
    }

    private static StepResult test(WatchRequest request) throws IOException, ReflectiveOperationException {
        ClassLoader parent = WatchWorker.class.getClassLoader();
        try (URLClassLoader classes = new URLClassLoader(urls(request), parent)) {
            // JUnit looks for test classes and their extension here.
            Thread.currentThread().setContextClassLoader(classes);
            return run(classes, request.tests());
        } finally {
            Thread.currentThread().setContextClassLoader(parent);
        }
    }

    @SuppressWarnings("unchecked")
    private static StepResult run(ClassLoader classes, TestsRequest tests) throws ReflectiveOperationException {
        return ((Function<TestsRequest, StepResult>) classes.loadClass(TEST_RUN).getConstructor().newInstance()).apply(tests);
    }

    private static URL[] urls(WatchRequest request) throws MalformedURLException {
        URL[] urls = new URL[request.classPath().size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(request.classPath().get(i)).toUri().toURL();
        }
        return urls;
    }

    /** Tells whether the process can test the next save: no thread, open gradient collector or full heap is left behind. */
    private static boolean isReusable(Set<Thread> before) {
        boolean threads = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.isAlive() && !thread.isDaemon() && !before.contains(thread));
        Runtime runtime = Runtime.getRuntime();
        boolean full = runtime.totalMemory() - runtime.freeMemory() > runtime.maxMemory() / 2;
        return !threads && !full && canCollectGradients();
    }

    private static boolean canCollectGradients() {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            return collector != null;
        } catch (RuntimeException oneIsOpen) {
            return false;
        }
    }

    /**
     * A request to a warm worker: which step to test.
     *
     * @param tests the tests, and how their result is returned
     * @param classPath folders with the student's classes, the graded tests and the code that runs them
     * @param seconds the time limit for the tests
     */
    public record WatchRequest(TestsRequest tests, List<String> classPath, int seconds) {}

    /**
     * The answer of a warm worker to one request.
     *
     * @param result the result of the tests
     * @param reusable whether the worker can take another request: the tests left nothing behind
     */
    public record WatchResult(StepResult result, String printed, boolean reusable) {}

    /** The beginning of what a step's code prints. */
    private static final class PrintedText extends ByteArrayOutputStream {

        private static final int MAX_BYTES = 9_000;

        @Override
        public synchronized void write(int character) {
            if (count < MAX_BYTES) {
                super.write(character);
            }
        }

        @Override
        public synchronized void write(byte[] text, int begin, int length) {
            super.write(text, begin, Math.min(length, MAX_BYTES - count));
        }

        String text() {
            return toString(StandardCharsets.UTF_8)
                    + (size() < MAX_BYTES ? "" : "\n… (there is more output, not shown here)");
        }
    }

    /**
     * A time limit for a step's tests. When it is exceeded, the limit reports the line that the code is at and ends the
     * process, because nothing else stops an endless loop.
     */
    static final class StepTimeout implements AutoCloseable {

        /** The limit is on processor time, as other processes may slow this one down; on wall-clock time, so many times it. */
        private static final int WALL_CLOCK_FACTOR = 3;
        private static final long POLL_MILLIS = 100;

        private final Exchange<WatchRequest> exchange;
        private final WatchRequest request;
        private final PrintedText printed;
        private final Thread tests = Thread.currentThread();
        private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        private final long startNanos = System.nanoTime();
        private final long startCpuNanos = cpuNanos();
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final AtomicBoolean decided = new AtomicBoolean();

        /** Starts the limit for the calling thread. */
        StepTimeout(Exchange<WatchRequest> exchange, PrintedText printed) {
            this.exchange = exchange;
            this.printed = printed;
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
                    exchange.answer(new WatchResult(new StepResult(List.of(), problem()), printed.text(), false));
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
}
