package org.rnnkit.learner.worker;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestsRequest;

/**
 * A process that tests one save after another and keeps the engine and JUnit loaded. The student's classes and the tests are
 * loaded from their folders again each time. It gives feedback and no marks: nothing here prevents cheating.
 */
public final class WatchWorker {

    private static final String TEST_RUN = "org.rnnkit.grader.worker.tests.TestRun";

    private WatchWorker() {}

    /**
     * Tests steps until no more requests come.
     *
     * @param args none
     * @throws Exception if requests can't be read or results can't be sent
     */
    public static void main(String[] args) throws Exception {
        InputStream requests = System.in;
        PrintStream out = System.out;
        Engine.getInstance();
        WorkerMain.run(worker -> {
            while (true) {
                System.setIn(requests);
                System.setOut(out);
                System.setErr(out);
                worker.serve(WatchRequest.class, exchange -> answer(exchange, out));
            }
        });
    }

    /** Tests a step and sends the answer itself, so that the code's whole output comes before the mark. */
    private static Object answer(Exchange<WatchRequest> exchange, PrintStream out)
            throws IOException, ReflectiveOperationException {
        exchange.ready();
        // So that a step that reads its input does not read the next request.
        System.setIn(InputStream.nullInputStream());
        WatchResult result;
        try (StepTimeout timeout = new StepTimeout(exchange)) {
            result = test(exchange.request());
            if (!timeout.stop()) {
                return null; // the timeout has sent a result and is ending this process
            }
        }
        out.flush();
        exchange.answer(result);
        // Tells the reader that the output is complete.
        out.println();
        out.println(exchange.mark());
        out.flush();
        return null;
    }

    private static WatchResult test(WatchRequest request) throws IOException, ReflectiveOperationException {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        ClassLoader parent = WatchWorker.class.getClassLoader();
        StepResult result;
        try (URLClassLoader classes = new URLClassLoader(urls(request), parent)) {
            // JUnit looks for test classes and their extension here.
            Thread.currentThread().setContextClassLoader(classes);
            result = run(classes, request.tests());
        } finally {
            Thread.currentThread().setContextClassLoader(parent);
        }
        return new WatchResult(result, isReusable(before));
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
    public record WatchResult(StepResult result, boolean reusable) {}
}
