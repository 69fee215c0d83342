package org.rnnkit.learner.worker;

import java.io.IOException;
import java.util.Optional;
import org.rnnkit.grader.worker.FailureSource;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerCall;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.step.TestProblem;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.toolkit.ModelException;

/** The common part of the processes that work with a learner's own steps. Each request gets a result or the reason for none. */
final class StepsWorker {

    private StepsWorker() {}

    /** Starts the engine, and answers requests until there are no more. */
    static <Q> void serve(Class<Q> type, WorkerMain.Work<Q> work) throws IOException {
        WorkerMain worker = WorkerMain.open();
        Optional<WorkerFailure> notStarted = WorkerMain.startEngine();
        worker.serve(type, (request, call) -> {
            if (notStarted.isPresent()) {
                return new StepsAnswer(null, notStarted.get());
            }
            call.begun();
            try {
                return new StepsAnswer(WorkerFrame.JSON.valueToTree(work.answer(request, call)), null);
            } catch (ModelException e) {
                return new StepsAnswer(null, new WorkerFailure(FailureSource.USER, e.getMessage()));
            } catch (RuntimeException | Error e) {
                return new StepsAnswer(null, new WorkerFailure(FailureSource.STEPS, ThrowableMessages.ofSteps(e)));
            }
        });
    }

    /** Starts the limit of the steps' code on this thread, the one of a test. At the limit, the answer names the line. */
    static WorkLimit limit(WorkerCall call) {
        return WorkLimit.start(WorkLimit.SECONDS, (after, trace) -> call.answerAndEnd(new StepsAnswer(null, new WorkerFailure(
                FailureSource.STEPS,
                TestProblem.endless(after, trace, name -> name.startsWith("org.rnnkit.step")).failure().text()))));
    }
}
