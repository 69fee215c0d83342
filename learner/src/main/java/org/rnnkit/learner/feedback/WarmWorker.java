package org.rnnkit.learner.feedback;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.rnnkit.grader.process.OutputCapture;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.SandboxedProcess;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.feedback.worker.WatchResult;

/** A worker process that keeps running between saves. */
final class WarmWorker implements AutoCloseable {

    private static final int KILOBYTES = 64;
    private static final long POLL_MILLIS = 2;
    private static final long START_SECONDS = 120;

    private final SandboxedProcess worker;
    private final OutputCapture out;
    private final OutputCapture err;
    private final Runnable killer = this::kill;
    private final PrintedOutput printed = new PrintedOutput();
    private int requests;
    private boolean reusable = true;

    /** Starts the process. It gets ready in the background. */
    WarmWorker(WorkerProcess process) {
        worker = process.start();
        ShutdownHooks.register(killer);
        out = OutputCapture.start(worker.process().getInputStream(), KILOBYTES, printed);
        err = OutputCapture.start(worker.process().getErrorStream(), KILOBYTES, printed);
    }

    /** Runs one test and ignores the result, because the first test of a process takes longest. */
    void warm(WorkerCall<?> call) {
        printed.begin(call.mark());
        try {
            send(call);
        } catch (IOException workerEnded) {
            reusable = false;
        }
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param call what to test
     * @param seconds the time limit for the answer
     * @param wanted whether the answer is still wanted
     * @return the result; empty if the worker ended without one or the answer is no longer wanted
     * @throws InterruptedException if this thread is interrupted
     */
    Optional<WatchResult> ask(WorkerCall<WatchResult> call, long seconds, BooleanSupplier wanted) throws InterruptedException {
        requests++;
        // Until the result is there: an interrupted wait leaves a process that is still busy.
        reusable = false;
        printed.begin(call.mark());
        try {
            send(call);
        } catch (IOException itIsGone) {
            return Optional.empty();
        }
        boolean answered = await(call::isReady, START_SECONDS, wanted)
                && await(call::isAnswered, seconds, wanted);
        Optional<WatchResult> result = answered || call.isAnswered() ? call.answer() : Optional.empty();
        reusable = result.isPresent() && result.get().reusable();
        if (reusable) {
            printed.awaitEnd();
        }
        return result;
    }

    /** Sends a request together with the permission to start, which only grading sends separately. */
    private void send(WorkerCall<?> call) throws IOException {
        call.send(worker.process().getOutputStream());
        Messages.confirmReady(worker.process().getOutputStream());
    }

    /** Waits until a condition holds; returns early if the process ends, the time is up or the answer is no longer wanted. */
    private boolean await(BooleanSupplier condition, long seconds, BooleanSupplier wanted) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (!wanted.getAsBoolean() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)
                    || worker.process().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    /** Kills the process if it still runs, and returns how it ended. */
    WorkerExit end(WorkerCall<?> call) throws InterruptedException {
        boolean running = worker.process().isAlive();
        kill();
        return new WorkerExit(call.isReady(), 0, running ? new LimitExceeded(
                "did not come to an end and was stopped (an endless loop?)") : null,
                worker.process().waitFor(), out.text(), err.text());
    }

    /** Returns what the last request's code printed. */
    String printed() {
        return printed.text();
    }

    boolean isReusable() {
        return reusable && worker.process().isAlive();
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
        ShutdownHooks.unregister(killer);
    }
}
