package org.rnnkit.grader.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.SandboxedProcess;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.worker.Messages;

/** A worker process that has been started and gets ready while the grader does something else. */
public final class StartedWorker implements AutoCloseable {

    /** A higher exit value means that a signal ended the process. */
    private static final int SIGNALS = 128;
    private static final long GRACE_SECONDS = 2;
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final long READY_MILLIS = 20;
    private static final long WATCH_MILLIS = 100;

    private final WorkerProcess description;
    private final SandboxedProcess worker;
    private final WorkerCall<?> call;
    private final int kilobytes;
    private final Runnable killer = this::killAndWait;

    /** Takes over a process that has just been started. The number of kilobytes limits how much of its output is kept. */
    StartedWorker(WorkerProcess description, SandboxedProcess worker, WorkerCall<?> call, int kilobytes) {
        this.description = description;
        this.worker = worker;
        this.call = call;
        this.kilobytes = kilobytes;
        ShutdownHooks.register(killer);
    }

    /**
     * Sends the requests and waits for the worker's end.
     *
     * @param more the input after the first request; standard input is closed then
     * @param limit the time limit, which begins when the worker is ready to run the steps' code
     * @param lines receives every line of its standard output, as it comes
     * @param errorLines receives every line of its standard error, as it comes
     * @return the worker's exit
     * @throws GraderException if the machine is out of memory, or if the user interrupts
     */
    public WorkerExit finish(WorkerProcess.Input more, Duration limit, Consumer<String> lines, Consumer<String> errorLines) {
        Process process = worker.process();
        CountDownLatch startSeen = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        process.onExit().thenRun(over::countDown);
        Thread feeder = startFeeder(startSeen, more, over);
        try {
            OutputCapture out = OutputCapture.start(process.getInputStream(), kilobytes, lines);
            OutputCapture err = OutputCapture.start(process.getErrorStream(), kilobytes, errorLines);
            boolean ready = awaitReady(process);
            startSeen.countDown();
            long begun = System.nanoTime();
            LimitExceeded exceeded = ready ? watch(limit, over) : null;
            double seconds = (System.nanoTime() - begun) / 1e9;
            // Then its exit value says nothing about the machine or the user.
            boolean killed = process.isAlive();
            worker.kill();
            process.waitFor();
            if (ShutdownHooks.hasBegun(!killed && process.exitValue() > SIGNALS)) {
                throw new GraderException("interrupted");
            }
            if (!killed && exceeded == null) {
                description.requireMachineMemory(worker);
            }
            return new WorkerExit(ready, seconds, exceeded, process.exitValue(), out.text(), err.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        } finally {
            feeder.interrupt();
        }
    }

    /** Waits until the worker is ready. The steps' time limit does not include this time. */
    private boolean awaitReady(Process process) throws InterruptedException {
        long begun = System.nanoTime();
        while (!call.isReady()) {
            if (process.waitFor(READY_MILLIS, TimeUnit.MILLISECONDS)
                    || System.nanoTime() - begun > START_LIMIT.toNanos()) {
                return call.isReady();
            }
        }
        return true;
    }

    /** Waits until the worker ends, is no longer needed, or exceeds a limit. Returns this limit, or null. */
    private LimitExceeded watch(Duration limit, CountDownLatch over) throws InterruptedException {
        long begun = System.nanoTime();
        while (!over.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<LimitExceeded> exceeded = worker.exceededLimit();
            if (exceeded.isPresent()) {
                return exceeded.get();
            }
            if (System.nanoTime() - begun > limit.toNanos()) {
                return LimitExceeded.ofTime(limit);
            }
        }
        return worker.exceededLimit().orElse(null);
    }

    /** Starts a thread that writes the input. If a worker does not read it, the grader can still watch the time limit. */
    private Thread startFeeder(CountDownLatch startSeen, WorkerProcess.Input more, CountDownLatch over) {
        Thread thread = new Thread(() -> {
            try (OutputStream in = worker.process().getOutputStream()) {
                call.send(in);
                // The steps' code waits until the grader has seen the ready file, because it could delete this file.
                startSeen.await();
                Messages.confirmReady(in);
                more.write(in);
                if (more.hasAllAnswers()) {
                    over.countDown();
                }
            } catch (IOException ignored) {
                // The worker ended before it read everything; its exit says why.
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void killAndWait() {
        worker.kill();
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
