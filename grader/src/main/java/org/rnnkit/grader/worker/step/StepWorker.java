package org.rnnkit.grader.worker.step;

import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbeAnswer;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.limit.WorkLimit;

/**
 * The worker process for one step, or for several steps of the same student's. First it answers the grader's questions with
 * each step's code. Only then the grader sends it the graded tests, step by step, and it runs them. Its answers are signed
 * files; its output counts for nothing.
 */
public final class StepWorker {

    private static final String TEST_RUN = "org.rnnkit.grader.worker.tests.TestRun";

    private boolean morePending = true;
    private int asked;
    private ClassLoader tests;

    private StepWorker() {}

    /** Runs the steps that it gets questions for. */
    public static void main(String[] args) throws Exception {
        WorkerMain.run(new StepWorker()::serve);
    }

    private void serve(WorkerMain worker) throws Exception {
        // Before the first request, because the grader may still be compiling the steps; and before any student code runs: if
        // the engine does not start, that is not the student's mistake.
        String engineError = WorkerMain.startEngine().map(WorkerFailure::message).orElse(null);
        while (morePending) {
            worker.serve(StepRequest.class, exchange -> answers(exchange, engineError));
        }
        for (int step = 0; step < asked; step++) {
            worker.serve(TestsRequest.class, this::test);
        }
    }

    private StepAnswers answers(Exchange<StepRequest> exchange, String engineError) throws IOException {
        StepRequest request = exchange.request();
        if (engineError != null) {
            morePending = false;
            return new StepAnswers(List.of(), engineError, null);
        }
        if (asked == 0) {
            exchange.ready();
        }
        asked++;
        morePending = request.morePending();
        List<ProbeAnswer> answers = new ArrayList<>();
        WorkLimit limit = WorkLimit.start(WorkLimit.SECONDS, (after, trace) -> exchange.answerAndEnd(
                new StepAnswers(List.of(), null, TestProblem.endless(after, trace, name -> isOfStep(request, name)))));
        for (ProbePayload question : request.questions()) {
            limit.restart();
            answers.add(answer(request, question));
        }
        limit.stop();
        return new StepAnswers(answers, null, null);
    }

    private static boolean isOfStep(StepRequest request, String className) {
        return className.startsWith(request.packageName() + ".");
    }

    private static ProbeAnswer answer(StepRequest request, ProbePayload question) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return new ProbeAnswer(Probe.answer(request.className(), question, manager), "");
        } catch (RuntimeException | Error e) {
            return new ProbeAnswer(null, ThrowableMessages.located(e, name -> isOfStep(request, name)));
        }
    }

    @SuppressWarnings("unchecked")
    private StepResult test(Exchange<TestsRequest> exchange) throws ReflectiveOperationException {
        TestsRequest request = exchange.request();
        if (tests == null) {
            tests = new InMemoryClassLoader(request.files(), StepWorker.class.getClassLoader());
        }
        // JUnit looks for test classes and their extensions with the thread's context class loader.
        Thread.currentThread().setContextClassLoader(tests);
        return ((BiFunction<TestsRequest, Consumer<StepResult>, StepResult>) tests.loadClass(TEST_RUN).getConstructor()
                .newInstance()).apply(request, exchange::answerAndEnd);
    }

    /**
     * A class loader for classes and resources in memory. If its parent has a class or resource with the same name, the one in
     * memory is used.
     */
    private static final class InMemoryClassLoader extends ClassLoader {

        private final Map<String, byte[]> files;

        InMemoryClassLoader(Map<String, byte[]> files, ClassLoader parent) {
            super(parent);
            this.files = files;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = files.get(name.replace('.', '/') + ".class");
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        }

        @Override
        public URL getResource(String name) {
            return files.containsKey(name) ? findResource(name) : super.getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return files.containsKey(name) ? Collections.enumeration(Collections.singleton(findResource(name)))
                    : super.getResources(name);
        }

        @Override
        protected URL findResource(String name) {
            byte[] bytes = files.get(name);
            try {
                return bytes == null ? null : new URL(null, "memory:/" + name, handler(bytes));
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }

        /** Makes a handler that opens a URL to a resource in memory. */
        private static URLStreamHandler handler(byte[] bytes) {
            return new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {
                            // The content is in memory already.
                        }

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(bytes);
                        }
                    };
                }
            };
        }
    }
}
