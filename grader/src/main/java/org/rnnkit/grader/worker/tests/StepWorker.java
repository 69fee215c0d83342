package org.rnnkit.grader.worker.tests;

import java.io.IOException;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestsRequest;

/**
 * The worker process for one step, or for several steps of the same student's: it runs their graded tests, step by step. Its
 * output counts for nothing.
 */
public final class StepWorker {

    private boolean isReady;

    private StepWorker() {}

    /** Runs the tests of the steps that it is asked for, until no further request comes. */
    public static void main(String[] args) throws Exception {
        WorkerMain.run(new StepWorker()::serve);
    }

    private void serve(WorkerMain worker) throws Exception {
        // Before the first request, because the grader may still be compiling the steps; and before any student code runs: if
        // the engine does not start, that is not the student's mistake.
        String engineError = WorkerMain.startEngine().map(WorkerFailure::message).orElse(null);
        while (engineError == null) {
            worker.serve(TestsRequest.class, this::test);
        }
        worker.serve(TestsRequest.class, exchange -> StepResult.withoutEngine(engineError));
    }

    private StepResult test(Exchange<TestsRequest> exchange) throws IOException {
        if (!isReady) {
            exchange.ready();
            isReady = true;
        }
        return new TestRun().apply(exchange.request(), exchange::answerAndEnd);
    }
}
