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

/** A process that stays between saves. */
final class WarmWorker implements AutoCloseable {

    private static final int KILOBYTES = 64;
    private static final long POLL_MILLIS = 2;
    private static final long START_SECONDS = 120;

    private final SandboxedProcess worker;
    private final OutputCapture out;
    private final OutputCapture err;
    private final Runnable killer = this::kill;
    private final PrintedOutput printed = new PrintedOutput();
    private int asked;
    private boolean fit = true;

    /** Starts one; it makes itself ready while others do other things. */
    WarmWorker(WorkerProcess process) {
        worker = process.start();
        ShutdownHooks.register(killer);
        out = OutputCapture.start(worker.process().getInputStream(), KILOBYTES, printed);
        err = OutputCapture.start(worker.process().getErrorStream(), KILOBYTES, printed);
    }

    /** Has it test something, whatever comes out: what is done for the first time takes longest. */
    void warm(WorkerCall<?> call) {
        printed.begin(call.mark());
        try {
            send(call);
        } catch (IOException itIsGone) {
            fit = false;
        }
    }

    /**
     * Asks it.
     *
     * @param call what to test
     * @param seconds how long the answer may take
     * @param wanted whether to go on waiting
     * @return the result; none if it ended without one, or if it was not waited for
     * @throws InterruptedException if this thread is interrupted
     */
    Optional<WatchResult> ask(WorkerCall<WatchResult> call, long seconds, BooleanSupplier wanted) throws InterruptedException {
        asked++;
        printed.begin(call.mark());
        try {
            send(call);
        } catch (IOException itIsGone) {
            fit = false;
            return Optional.empty();
        }
        boolean written = await(call::isReady, START_SECONDS, wanted)
                && await(call::isAnswered, seconds, wanted);
        Optional<WatchResult> result = written || call.isAnswered() ? call.answer() : Optional.empty();
        fit = result.isPresent() && result.get().fit();
        if (fit) {
            printed.awaitEnd();
        }
        return result;
    }

    /** The worker need not wait until it has been seen that it begins: nobody is marked. */
    private void send(WorkerCall<?> call) throws IOException {
        call.send(worker.process().getOutputStream());
        Messages.goOn(worker.process().getOutputStream());
    }

    /** Waits for something while the process lives. */
    private boolean await(BooleanSupplier something, long seconds, BooleanSupplier wanted) throws InterruptedException {
        long begun = System.nanoTime();
        while (!something.getAsBoolean()) {
            if (!wanted.getAsBoolean() || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(seconds)
                    || worker.process().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return something.getAsBoolean();
            }
        }
        return true;
    }

    /** How it ended, after it was killed or ended itself. */
    WorkerExit end(WorkerCall<?> call) throws InterruptedException {
        boolean running = worker.process().isAlive();
        kill();
        return new WorkerExit(call.isReady(), 0, running ? new LimitExceeded(
                "did not come to an end and was stopped (an endless loop?)") : null,
                worker.process().waitFor(), out.text(), err.text());
    }

    /** What the last request's code printed. */
    String printed() {
        return printed.text();
    }

    boolean isFit() {
        return fit && worker.process().isAlive();
    }

    int asked() {
        return asked;
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
