package org.rnnkit.learner.feedback;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.rnnkit.grader.process.OutputPump;
import org.rnnkit.grader.process.ResultFile;
import org.rnnkit.grader.process.WorkerEnd;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.sandbox.Breach;
import org.rnnkit.grader.sandbox.Confined;
import org.rnnkit.grader.system.Shutdown;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.feedback.worker.WatchRequest;
import org.rnnkit.learner.feedback.worker.WatchResult;

/** A process that stays between saves. */
final class WarmWorker implements AutoCloseable {

    private static final int KILOBYTES = 64;
    private static final long POLL_MILLIS = 2;
    private static final long START_SECONDS = 120;

    /** The worker watches its own limit, which is in processor time; what does not even do that is stopped from here. */
    private static final int PATIENCE = 4;

    private final Confined worker;
    private final OutputPump out;
    private final OutputPump err;
    private final Runnable killer = this::kill;
    private final Printed printed = new Printed();
    private int asked;
    private boolean fit = true;

    /** Starts one; it makes itself ready while others do other things. */
    WarmWorker(WorkerProcess process) {
        worker = process.start();
        Shutdown.remember(killer);
        out = OutputPump.of(worker.process().getInputStream(), KILOBYTES, printed);
        err = OutputPump.of(worker.process().getErrorStream(), KILOBYTES, printed);
    }

    /** Has it test something, whatever comes out: what is done for the first time takes longest. */
    void warm(WatchRequest request) {
        printed.begin(request.tests().handover().resultFile());
        try {
            send(request);
        } catch (IOException itIsGone) {
            fit = false;
        }
    }

    /**
     * Asks it.
     *
     * @param request what to test
     * @param file where the result will be
     * @param wanted whether to go on waiting
     * @return the result; none if it ended without one, or if it was not waited for
     * @throws InterruptedException if this thread is interrupted
     */
    Optional<WatchResult> ask(WatchRequest request, ResultFile file, BooleanSupplier wanted) throws InterruptedException {
        asked++;
        printed.begin(file.handover().resultFile());
        try {
            send(request);
        } catch (IOException itIsGone) {
            fit = false;
            return Optional.empty();
        }
        boolean written = await(file::isReady, START_SECONDS, wanted)
                && await(file::isWritten, PATIENCE * (long) request.seconds(), wanted);
        Optional<WatchResult> result = written || file.isWritten() ? file.read(WatchResult.class) : Optional.empty();
        fit = result.isPresent() && result.get().fit();
        if (fit) {
            printed.awaitEnd();
        }
        return result;
    }

    /** The worker need not wait until it has been seen that it begins: nobody is marked. */
    private void send(WatchRequest request) throws IOException {
        Messages.send(request, worker.process().getOutputStream());
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
    WorkerEnd end(ResultFile file) throws InterruptedException {
        boolean running = worker.process().isAlive();
        kill();
        return new WorkerEnd(file.isReady(), 0, running ? new Breach(
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
        Shutdown.forget(killer);
    }
}
