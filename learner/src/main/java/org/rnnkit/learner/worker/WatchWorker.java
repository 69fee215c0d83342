package org.rnnkit.learner.worker;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        StepResult result = test(exchange.request(),
                endless -> exchange.answerAndEnd(new WatchResult(endless, printed.text(), false)));
        return new WatchResult(result, printed.text(), isReusable(before));
    }

    private static StepResult test(WatchRequest request, Consumer<StepResult> endless)
            throws IOException, ReflectiveOperationException {
        ClassLoader parent = WatchWorker.class.getClassLoader();
        try (URLClassLoader classes = new URLClassLoader(urls(request), parent)) {
            // JUnit looks for test classes and their extension here.
            Thread.currentThread().setContextClassLoader(classes);
            return run(classes, request.tests(), endless);
        } finally {
            Thread.currentThread().setContextClassLoader(parent);
        }
    }

    @SuppressWarnings("unchecked")
    private static StepResult run(ClassLoader classes, TestsRequest tests, Consumer<StepResult> endless)
            throws ReflectiveOperationException {
        return ((BiFunction<TestsRequest, Consumer<StepResult>, StepResult>) classes.loadClass(TEST_RUN).getConstructor()
                .newInstance()).apply(tests, endless);
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

    /** The beginning of what a step's code prints. */
    private static final class PrintedText extends ByteArrayOutputStream {

        /** Less than the gate for a worker's texts lets through, so that it does not cut the note at the end. */
        private static final int MAX_BYTES = 5_500;

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
}
