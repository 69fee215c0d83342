package org.rnnkit.learner.feedback.worker;

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
import java.util.Set;
import java.util.function.Function;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestsRequest;

/**
 * A process that tests one save after the other, with the engine and JUnit loaded. Each time the student's classes and the
 * tests come from their folders anew. It gives feedback and no marks: nothing here keeps the steps from cheating.
 */
public final class WatchWorker {

    private static final String TEST_RUN = "org.rnnkit.grader.worker.tests.TestRun";

    private WatchWorker() {}

    /**
     * Tests what it is asked to, until nobody asks any more.
     *
     * @param args none
     * @throws Exception if requests or results can't be handed over
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

    /** Sends the answer itself: everything that the code has printed comes first, and then the mark. */
    private static Object answer(Exchange<WatchRequest> exchange, PrintStream out)
            throws IOException, ReflectiveOperationException {
        exchange.ready();
        // What a step reads is not the next request.
        System.setIn(InputStream.nullInputStream());
        WatchResult result;
        try (StepTimeout alarm = new StepTimeout(exchange)) {
            result = test(exchange.request());
            if (!alarm.stop()) {
                return null; // it has told the result, and ends this process
            }
        }
        out.flush();
        exchange.answer(result);
        // So that the watcher knows that it has read all that was printed.
        out.println();
        out.println(exchange.mark());
        out.flush();
        return null;
    }

    private static WatchResult test(WatchRequest request) throws IOException, ReflectiveOperationException {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        ClassLoader own = WatchWorker.class.getClassLoader();
        StepResult result;
        try (URLClassLoader classes = new URLClassLoader(urls(request), own)) {
            // Where JUnit looks for test classes and their extension.
            Thread.currentThread().setContextClassLoader(classes);
            result = run(classes, request.tests());
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
        return new WatchResult(result, isFit(before));
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

    /** A thread, a gradient collector or a full heap left behind would be the next save's trouble. */
    private static boolean isFit(Set<Thread> before) {
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
}
