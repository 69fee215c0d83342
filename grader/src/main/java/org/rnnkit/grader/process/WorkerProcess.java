package org.rnnkit.grader.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.NativeCache;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxSpec;
import org.rnnkit.grader.sandbox.SandboxedProcess;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.worker.Messages;

/** A Java process for a student's code. It has a time limit, and all processes that it has started end with it. */
public final class WorkerProcess {

    /** A flag for a worker that works for seconds only: it then has few garbage collections or none. */
    public static final String SHORT_LIVED = "-Xmn64m";

    /** A higher exit value means that a signal ended the process. */
    private static final int SIGNALS = 128;
    private static final int HEAP_MEGABYTES = 1_024;
    private static final long GRACE_SECONDS = 2;
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final long READY_MILLIS = 20;
    private static final long WATCH_MILLIS = 100;

    /** The input of a worker after its first request. It may wait for an answer before it sends the next request. */
    @FunctionalInterface
    public interface Input {

        /** No further input. */
        Input NONE = in -> { };

        /** Writes the input to the worker's standard input. */
        void write(OutputStream in) throws IOException, InterruptedException;
    }

    private final Sandbox sandbox;
    private final WorkerSettings settings;

    /**
     * Describes a worker.
     *
     * @param sandbox the sandbox that it runs in
     * @param settings its settings
     */
    public WorkerProcess(Sandbox sandbox, WorkerSettings settings) {
        this.sandbox = sandbox;
        this.settings = settings;
    }

    /**
     * Starts the worker and waits for its end.
     *
     * @param call the first request
     * @param more the input after it; standard input is closed then
     * @param limit the time limit, which begins when the worker is ready to run the steps' code
     * @param lines receives every line of its standard output, as it comes
     * @param errorLines receives every line of its standard error, as it comes
     * @return the worker's exit
     * @throws GraderException if it can't be started, if the machine is out of memory, or if the user interrupts
     */
    public WorkerExit run(WorkerCall<?> call, Input more, Duration limit, Consumer<String> lines,
            Consumer<String> errorLines) {
        SandboxedProcess worker = start(call.files());
        Process process = worker.process();
        Runnable killer = () -> killAndWait(worker);
        ShutdownHooks.register(killer);
        CountDownLatch startSeen = new CountDownLatch(1);
        Thread feeder = startFeeder(call, startSeen, more, process);
        try {
            int kilobytes = sandbox.limits().outputKilobytes();
            OutputCapture out = OutputCapture.start(process.getInputStream(), kilobytes, lines);
            OutputCapture err = OutputCapture.start(process.getErrorStream(), kilobytes, errorLines);
            boolean ready = awaitReady(process, call);
            startSeen.countDown();
            long begun = System.nanoTime();
            LimitExceeded exceeded = ready ? watch(worker, limit) : null;
            double seconds = (System.nanoTime() - begun) / 1e9;
            worker.kill();
            process.waitFor();
            if (ShutdownHooks.hasBegun(process.exitValue() > SIGNALS)) {
                throw new GraderException("interrupted");
            }
            if (exceeded == null) {
                requireMachineMemory(worker);
            }
            return new WorkerExit(ready, seconds, exceeded, process.exitValue(), out.text(), err.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        } finally {
            feeder.interrupt();
            worker.close();
            ShutdownHooks.unregister(killer);
        }
    }

    /**
     * Checks, after a worker's end, that it was not the system that ended it for lack of memory.
     *
     * @param worker a process of this kind, which has not exceeded its own limits
     * @throws GraderException if the machine ran out of memory
     */
    void requireMachineMemory(SandboxedProcess worker) {
        if (worker.machineRanOutOfMemory()) {
            throw new GraderException("This machine ran out of memory, and the system killed a process of the grader ("
                    + settings.main().getSimpleName() + "), although it was within its limit of "
                    + sandbox.limits().memoryMegabytes() + " MB. Close other programs, or grade on a machine with more memory");
        }
    }

    /** Waits until the worker is ready. The steps' time limit does not include this time. */
    private static boolean awaitReady(Process process, WorkerCall<?> call) throws InterruptedException {
        long begun = System.nanoTime();
        while (!call.isReady()) {
            if (process.waitFor(READY_MILLIS, TimeUnit.MILLISECONDS)
                    || System.nanoTime() - begun > START_LIMIT.toNanos()) {
                return call.isReady();
            }
        }
        return true;
    }

    /** Waits until the worker ends or exceeds a limit. Returns this limit, or null. */
    private static LimitExceeded watch(SandboxedProcess worker, Duration limit) throws InterruptedException {
        long begun = System.nanoTime();
        while (!worker.process().waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
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

    /** Starts the worker without watching it: the caller sends it requests and ends it. */
    public SandboxedProcess start() {
        return start(List.of());
    }

    private SandboxedProcess start(List<Path> answers) {
        List<Path> readOnly = Stream.of(settings.classPath(), settings.readable(), NativeCache.folders())
                .flatMap(List::stream).filter(Files::exists).toList();
        List<Path> writable = Stream.of(settings.writable(), answers).flatMap(List::stream).toList();
        try {
            return sandbox.start(command(), new SandboxSpec(settings.folder(), readOnly, writable, settings.gpu(),
                    settings.environment()));
        } catch (IOException e) {
            Scratch.requireExisting(settings.folder());
            throw new GraderException("A process for a student's code can't be started: " + e.getMessage(), e);
        }
    }

    /**
     * Makes the command line. The young generation is small unless a flag says otherwise: a large one fills so slowly that
     * its first garbage collection comes after minutes, and until then the memory of the process grows.
     */
    private List<String> command() {
        List<String> options = Stream.concat(Stream.of("-Xmx" + HEAP_MEGABYTES + "m", "-Xmn16m", "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1",
                "-Djava.io.tmpdir=" + settings.folder(), "-Duser.home=" + settings.folder()),
                settings.flags().stream()).toList();
        return JvmCommand.of(options, settings.classPath(), settings.main());
    }

    /** Starts a thread that writes the input. If a worker does not read it, the grader can still watch the time limit. */
    private static Thread startFeeder(WorkerCall<?> call, CountDownLatch startSeen, Input more, Process process) {
        Thread thread = new Thread(() -> {
            try (OutputStream in = process.getOutputStream()) {
                call.send(in);
                // The steps' code waits until the grader has seen the ready file, because it could delete this file.
                startSeen.await();
                Messages.confirmReady(in);
                more.write(in);
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

    private static void killAndWait(SandboxedProcess worker) {
        worker.kill();
        try {
            worker.process().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
