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
 * The worker process for one step. First it answers the grader's questions with the step's code. Only then the grader sends
 * it the graded tests, and it runs them. Its answers are signed files; its output counts for nothing.
 */
public final class StepWorker {

    private static final String TEST_RUN = "org.rnnkit.grader.worker.tests.TestRun";

    private StepWorker() {}

    /**
     * Runs one step.
     *
     * @param args not used
     * @throws Exception if a request can't be read or an answer can't be sent
     */
    public static void main(String[] args) throws Exception {
        WorkerMain.run(worker -> {
            worker.serve(StepRequest.class, StepWorker::answers);
            worker.serve(TestsRequest.class, exchange -> test(exchange.request()));
        });
    }

    private static StepAnswers answers(Exchange<StepRequest> exchange) throws IOException {
        try {
            // Starts the engine before any student code runs: if it does not start, that is not the student's mistake.
            Engine.getInstance();
        } catch (RuntimeException | LinkageError e) {
            return new StepAnswers(List.of(), "the engine does not start: " + e);
        }
        exchange.ready();
        StepRequest request = exchange.request();
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
    private static StepResult test(TestsRequest request) throws ReflectiveOperationException {
        InMemoryClassLoader tests = new InMemoryClassLoader(request.files(), StepWorker.class.getClassLoader());
        // JUnit looks for test classes and their extensions with the thread's context class loader.
        Thread.currentThread().setContextClassLoader(tests);
        return ((Function<TestsRequest, StepResult>) tests.loadClass(TEST_RUN).getConstructor().newInstance())
                .apply(request);
    }
}
