package org.rnnkit.learner.feedback;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rnnkit.grader.process.ServingWorker;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.sandbox.SandboxedProcess.LimitExceeded;
import org.rnnkit.learner.feedback.worker.WatchResult;

/** A worker process that keeps running between saves. */
final class WarmWorker implements AutoCloseable {

    private static final LimitExceeded ENDLESS = new LimitExceeded(
            "did not come to an end and was stopped (an endless loop?)");

    private final PrintedOutput printed = new PrintedOutput();
    private final ServingWorker worker;
    private int requests;
    private boolean reusable = true;

    /** Starts the process. It gets ready in the background. */
    WarmWorker(WorkerProcess process) {
        worker = new ServingWorker(process, printed);
    }

    /** Runs one test and ignores the result, because the first test of a process takes longest. */
    void warm(WorkerCall<?> call) {
        printed.begin(call.mark());
        try {
            worker.send(call);
        } catch (IOException workerEnded) {
            reusable = false;
        }
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param call what to test
     * @param limit the time limit for the answer
     * @param wanted whether the answer is still wanted
     * @return the result; empty if the worker ended without one or the answer is no longer wanted
     * @throws InterruptedException if this thread is interrupted
     */
    Optional<WatchResult> ask(WorkerCall<WatchResult> call, Duration limit, BooleanSupplier wanted)
            throws InterruptedException {
        requests++;
        // Until the result is there: an interrupted wait leaves a process that is still busy.
        reusable = false;
        printed.begin(call.mark());
        Optional<WatchResult> result = worker.ask(call, limit, wanted);
        reusable = result.isPresent() && result.get().reusable();
        if (reusable) {
            printed.awaitEnd();
        }
        return result;
    }

    /** Kills the process if it still runs, and returns how it ended. */
    WorkerExit end(WorkerCall<?> call) throws InterruptedException {
        return worker.end(call, ENDLESS);
    }

    /** Returns what the last request's code printed. */
    String printed() {
        return printed.text();
    }

    boolean isReusable() {
        return reusable && worker.isAlive();
    }

    int requests() {
        return requests;
    }

    void kill() {
        worker.kill();
    }

    @Override
    public void close() {
        worker.close();
    }
}
