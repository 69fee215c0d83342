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
 * The process that runs one step. First it asks the step's code what the grader wants to know; only then it is sent
 * the graded tests, and runs them. Its results are the files it leaves, whatever it prints.
 */
public final class StepWorker {

    private static final String TEST_RUN = "org.rnnkit.grader.worker.tests.TestRun";

    private StepWorker() {}

    /**
     * Runs one step.
     *
     * @param args none
     * @throws Exception if requests or results can't be handed over
     */
    public static void main(String[] args) throws Exception {
        WorkerMain.run(worker -> {
            worker.serve(StepRequest.class, StepWorker::answers);
            worker.serve(TestsRequest.class, exchange -> test(exchange.request()));
        });
    }

    private static StepAnswers answers(Exchange<StepRequest> exchange) throws IOException {
        try {
            // Before the student's code, so that an engine that does not start is not the student's mistake.
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
        // Where JUnit looks for test classes and their extension.
        Thread.currentThread().setContextClassLoader(tests);
        return ((Function<TestsRequest, StepResult>) tests.loadClass(TEST_RUN).getConstructor().newInstance())
                .apply(request);
    }
}
