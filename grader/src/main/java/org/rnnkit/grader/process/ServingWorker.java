package org.rnnkit.grader.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.rnnkit.grader.process.WorkerProcess.WorkerExit;
import org.rnnkit.grader.sandbox.SandboxedProcess;
import org.rnnkit.grader.sandbox.SandboxedProcess.LimitExceeded;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.worker.Messages;

/** A worker process that answers one call after another, until it is closed. */
public final class ServingWorker implements AutoCloseable {

    private static final int KILOBYTES = 64;
    private static final long POLL_MILLIS = 2;
    private static final int POLLS_PER_CHECK = 50;

    private final WorkerProcess description;
    private final SandboxedProcess worker;
    private final OutputCapture out;
    private final OutputCapture err;
    private final Runnable killer = this::kill;
    private LimitExceeded exceeded;

    /**
     * Starts the process. It gets ready in the background.
     *
     * @param lines receives every line that it prints, as it comes
     * @throws GraderException if it can't be started
     */
    public ServingWorker(WorkerProcess process, Consumer<String> lines) {
        description = process;
        worker = startOnKeeper(process);
        ShutdownHooks.register(killer);
        out = OutputCapture.start(worker.process().getInputStream(), KILOBYTES, lines);
        err = OutputCapture.start(worker.process().getErrorStream(), KILOBYTES, lines);
    }

    /** Starts the process on a thread that lives as long, because the sandbox kills a process whose parent thread has ended. */
    private static SandboxedProcess startOnKeeper(WorkerProcess process) {
        FutureTask<SandboxedProcess> start = new FutureTask<>(process::start);
        Thread keeper = new Thread(() -> {
            start.run();
            try {
                keep(start.get());
            } catch (InterruptedException | ExecutionException notRunning) {
                // The caller gets the exception.
            }
        }, "keeper of a worker");
        keeper.setDaemon(true);
        keeper.start();
        try {
            return start.get();
        } catch (InterruptedException e) {
            keeper.interrupt();
            throw GraderException.interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GraderException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** Waits for the end of a process. An interrupt means that nobody else knows the process: then it is killed first. */
    private static void keep(SandboxedProcess worker) {
        try {
            worker.process().waitFor();
        } catch (InterruptedException abandoned) {
            worker.close();
            worker.process().onExit().join();
        }
    }

    /**
     * Sends a call together with the permission to begin, which only grading sends separately.
     *
     * @throws IOException if the worker has ended
     */
    public void send(WorkerCall<?> call) throws IOException {
        call.send(worker.process().getOutputStream());
        Messages.confirmReady(worker.process().getOutputStream());
    }

    /**
     * Sends a call and waits for the answer. The caller closes a worker that has not answered.
     *
     * @param limit the time limit, which begins when the worker is ready
     * @param wanted whether the answer is still wanted; otherwise the method returns at once
     * @return the answer; empty if the worker has ended or exceeded a limit, or if the answer is no longer wanted
     * @throws InterruptedException if this thread is interrupted
     */
    public <A> Optional<A> ask(WorkerCall<A> call, Duration limit, BooleanSupplier wanted) throws InterruptedException {
        try {
            send(call);
        } catch (IOException ended) {
            return Optional.empty();
        }
        boolean answered = await(call::isReady, WorkerProcess.START_LIMIT, wanted) && await(call::isAnswered, limit, wanted);
        // An answer may come while the limits are checked. If one is exceeded, it is this call's fault, not the next one's.
        return exceeded == null && (answered || call.isAnswered()) ? call.answer() : Optional.empty();
    }

    /** Waits until a condition holds; returns early if the process ends or exceeds a limit, or if nobody wants the answer. */
    private boolean await(BooleanSupplier condition, Duration limit, BooleanSupplier wanted) throws InterruptedException {
        long start = System.nanoTime();
        for (int polls = 1; !condition.getAsBoolean(); polls++) {
            if (polls % POLLS_PER_CHECK == 0) {
                exceeded = worker.exceededLimit().orElse(null);
            }
            if (exceeded != null || !wanted.getAsBoolean() || System.nanoTime() - start > limit.toNanos()
                    || worker.process().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    /** Tells whether the process still runs. */
    public boolean isAlive() {
        return worker.process().isAlive();
    }

    /** Kills the process. */
    public void kill() {
        worker.kill();
    }

    /**
     * Kills the process if it still runs.
     *
     * @param call its last call, which it has not answered
     * @param ifRunning the limit that it has exceeded if it was still running and is within its other limits
     * @throws GraderException if a part of the kit is gone, or if the system killed it because the machine is out of memory
     * @throws InterruptedException if this thread is interrupted
     */
    public WorkerExit end(WorkerCall<?> call, LimitExceeded ifRunning) throws InterruptedException {
        boolean running = isAlive();
        kill();
        LimitExceeded limit = exceeded != null ? exceeded : running ? ifRunning : null;
        int exitValue = worker.process().waitFor();
        if (limit == null) {
            description.requireKitAndMemory(worker);
        }
        return new WorkerExit(call.isReady(), 0, limit, exitValue, out.text(), err.text());
    }

    @Override
    public void close() {
        worker.close();
        ShutdownHooks.unregister(killer);
    }
}
