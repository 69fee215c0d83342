package org.rnnkit.grader.worker.step;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbeAnswer;
import org.rnnkit.grader.worker.probe.ProbePayload;

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

    /**
     * Runs the steps that it gets questions for.
     *
     * @param args not used
     * @throws Exception if a request can't be read or an answer can't be sent
     */
    public static void main(String[] args) throws Exception {
        WorkerMain.run(new StepWorker()::serve);
    }

    private void serve(WorkerMain worker) throws Exception {
        // Before the first request, because the grader may still be compiling the steps; and before any student code runs: if
        // the engine does not start, that is not the student's mistake.
        String engineError = startEngine();
        while (morePending) {
            worker.serve(StepRequest.class, exchange -> answers(exchange, engineError));
        }
        for (int step = 0; step < asked; step++) {
            worker.serve(TestsRequest.class, exchange -> test(exchange.request()));
        }
    }

    /** Starts the engine. Returns the reason why it does not start; null if it runs. */
    private static String startEngine() {
        try {
            Engine.getInstance();
            return null;
        } catch (RuntimeException | LinkageError e) {
            return "the engine does not start: " + e;
        }
    }

    private StepAnswers answers(Exchange<StepRequest> exchange, String engineError) throws IOException {
        StepRequest request = exchange.request();
        if (engineError != null) {
            morePending = false;
            return new StepAnswers(List.of(), engineError);
        }
        if (asked == 0) {
            exchange.ready();
        }
        asked++;
        morePending = request.morePending();
        List<ProbeAnswer> answers = new ArrayList<>();
        for (ProbePayload question : request.questions()) {
            answers.add(answer(request, question));
        }
        return new StepAnswers(answers, null);
    }

    private static ProbeAnswer answer(StepRequest request, ProbePayload question) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return new ProbeAnswer(Probe.answer(request.className(), question, manager), "");
        } catch (RuntimeException | Error e) {
            return new ProbeAnswer(null, ThrowableMessages.located(e, name -> name.startsWith(request.packageName() + ".")));
        }
    }

    @SuppressWarnings("unchecked")
    private StepResult test(TestsRequest request) throws ReflectiveOperationException {
        if (tests == null) {
            tests = new InMemoryClassLoader(request.files(), StepWorker.class.getClassLoader());
        }
        // JUnit looks for test classes and their extensions with the thread's context class loader.
        Thread.currentThread().setContextClassLoader(tests);
        return ((Function<TestsRequest, StepResult>) tests.loadClass(TEST_RUN).getConstructor().newInstance())
                .apply(request);
    }
}
