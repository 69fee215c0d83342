package org.rnnkit.grader.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.SandboxedProcess;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.worker.Messages;

/**
 * A worker process that has been started, and gets ready while the grader does something else. It either runs to its end, or
 * answers one call after another until it is closed.
 */
public final class RunningWorker implements AutoCloseable {

    /** The time that a worker has until it is ready. */
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    /** A higher exit value means that a signal ended the process. */
    private static final int SIGNALS = 128;
    private static final long GRACE_SECONDS = 2;
    private static final long POLL_MILLIS = 2;
    private static final int POLLS_PER_CHECK = 50;

    private final WorkerProcess description;
    private SandboxedProcess worker;
    private final OutputCapture out;
    private final OutputCapture err;
    private final Runnable killer = this::killAndWait;
    private LimitExceeded exceeded;

    /**
     * Starts the process.
     *
     * @param answers the files for the answers to its calls, unless they are in folders that it may write to
     * @param lines receives every line of its standard output, as it comes
     * @param errorLines receives every line of its standard error, as it comes
     * @throws GraderException if it can't be started
     */
    RunningWorker(WorkerProcess description, List<Path> answers, Consumer<String> lines, Consumer<String> errorLines) {
        this.description = description;
        Uncheck.get(() -> ShutdownHooks.uncut(() -> {
            worker = startOnKeeper(new FutureTask<>(() -> description.start(answers)));
            ShutdownHooks.register(killer);
            return worker;
        }));
        out = OutputCapture.start(worker.process().getInputStream(), lines);
        err = OutputCapture.start(worker.process().getErrorStream(), errorLines);
    }

    /** Starts the process on a thread that lives as long, because the sandbox kills a process whose parent thread has ended. */
    private static SandboxedProcess startOnKeeper(FutureTask<SandboxedProcess> start) {
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
     * Sends the first call and further input, and waits for the worker's end.
     *
     * @param more the input after the call; standard input is closed then
     * @param limit the time limit, which begins when the worker is ready to run the steps' code
     * @throws GraderException if the machine is out of memory, or if the user interrupts
     */
    public WorkerExit finish(WorkerCall<?> call, WorkerInput more, Duration limit) {
        CountDownLatch readySeen = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        Thread feeder = new Thread(() -> feed(call, readySeen, more, finished));
        feeder.setDaemon(true);
        feeder.start();
        try {
            boolean ready = await(call::isReady, START_LIMIT, () -> true);
            readySeen.countDown();
            long begun = System.nanoTime();
            boolean inTime = !ready || await(finished::get, limit, () -> true);
            if (ready && inTime) {
                exceeded = worker.exceededLimit().orElse(null);
            }
            return exit(ready, (System.nanoTime() - begun) / 1e9, inTime ? null : LimitExceeded.ofTime(limit));
        } catch (InterruptedException e) {
            throw GraderException.interrupted(e);
        } finally {
            feeder.interrupt();
        }
    }

    /** Writes the input. On a thread of its own, so that a worker that does not read it can't stop the grader's clock. */
    private void feed(WorkerCall<?> call, CountDownLatch readySeen, WorkerInput more, AtomicBoolean finished) {
        try (OutputStream in = worker.process().getOutputStream()) {
            call.send(in);
            // The steps' code waits until the grader has seen the ready file, because it could delete this file.
            readySeen.await();
            Messages.confirmReady(in);
            more.write(in);
            finished.set(more.hasAllAnswers());
        } catch (IOException ignored) {
            // The worker ended before it read everything; its exit says why.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends a call together with the permission to begin, which only {@link #finish} sends separately.
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
        boolean answered = await(call::isReady, START_LIMIT, wanted) && await(call::isAnswered, limit, wanted);
        // An answer may come while the limits are checked. If one is exceeded, it is this call's fault, not the next one's.
        return exceeded == null && (answered || call.isAnswered()) ? call.answer() : Optional.empty();
    }

    /** Waits until a condition holds; returns early if the process ends or exceeds a limit, or if nobody wants the answer. */
    private boolean await(BooleanSupplier condition, Duration limit, BooleanSupplier wanted) throws InterruptedException {
        long start = System.nanoTime();
        for (int polls = 1; !condition.getAsBoolean(); polls++) {
            boolean ended = worker.process().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (ended || polls % POLLS_PER_CHECK == 0) {
                exceeded = worker.exceededLimit().orElse(null);
            }
            if (ended || exceeded != null || !wanted.getAsBoolean() || System.nanoTime() - start > limit.toNanos()) {
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
     * @throws GraderException if a part of the kit is gone, if the system killed it because the machine is out of memory, or if
     *     the user interrupts
     * @throws InterruptedException if this thread is interrupted
     */
    public WorkerExit end(WorkerCall<?> call, LimitExceeded ifRunning) throws InterruptedException {
        return exit(call.isReady(), 0, ifRunning);
    }

    private WorkerExit exit(boolean ready, double seconds, LimitExceeded ifRunning) throws InterruptedException {
        // Then its exit value says nothing about the machine or the user.
        boolean killed = isAlive();
        kill();
        int exitValue = worker.process().waitFor();
        if (ShutdownHooks.hasBegun(!killed && exitValue > SIGNALS)) {
            throw new GraderException("interrupted");
        }
        if (!killed && exceeded == null) {
            description.requireKitAndMemory(worker);
        }
        return new WorkerExit(ready, seconds, exceeded == null && killed ? ifRunning : exceeded, exitValue, out.text(),
                err.text());
    }

    private void killAndWait() {
        kill();
        try {
            worker.process().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        worker.close();
        ShutdownHooks.unregister(killer);
    }
}
