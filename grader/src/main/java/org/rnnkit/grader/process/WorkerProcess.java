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
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.worker.Messages;

/** A JVM of its own for a student's code: quick to start, with a time limit, and gone with all its children after. */
public final class WorkerProcess {

    /** Exit values above this one tell of a signal. */
    private static final int SIGNALS = 128;
    private static final int HEAP_MEGABYTES = 1_024;
    private static final long GRACE_SECONDS = 2;
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final long READY_MILLIS = 20;
    private static final long WATCH_MILLIS = 100;

    /** What a worker is told once its request is on its way, part by part where an answer has to be awaited. */
    @FunctionalInterface
    public interface Input {

        /** Nothing more. */
        Input NONE = in -> { };

        /** Writes it. */
        void write(OutputStream in) throws IOException, InterruptedException;
    }

    private final Sandbox confinement;
    private final WorkerSettings settings;

    /**
     * Describes a worker.
     *
     * @param confinement what it is kept in
     * @param settings its settings
     */
    public WorkerProcess(Sandbox confinement, WorkerSettings settings) {
        this.confinement = confinement;
        this.settings = settings;
    }

    /**
     * Runs it to its end.
     *
     * @param call the first request
     * @param more what it is told after, on standard input, which is closed then
     * @param limit how long it may take from then on
     * @param lines told of every whole line on its standard output, as it comes
     * @param errorLines told of every whole line on its standard error, as it comes
     * @return how it ended
     */
    public WorkerExit run(WorkerCall<?> call, Input more, Duration limit, Consumer<String> lines,
            Consumer<String> errorLines) {
        SandboxedProcess worker = start();
        Process process = worker.process();
        Runnable killer = () -> killAndWait(worker);
        ShutdownHooks.register(killer);
        CountDownLatch seen = new CountDownLatch(1);
        Thread feeder = hand(call, seen, more, process);
        try {
            int kilobytes = confinement.limits().outputKilobytes();
            OutputCapture out = OutputCapture.of(process.getInputStream(), kilobytes, lines);
            OutputCapture err = OutputCapture.of(process.getErrorStream(), kilobytes, errorLines);
            boolean ready = awaitReady(process, call);
            seen.countDown();
            long begun = System.nanoTime();
            LimitExceeded breach = ready ? watch(worker, limit) : null;
            double seconds = (System.nanoTime() - begun) / 1e9;
            worker.kill();
            process.waitFor();
            if (ShutdownHooks.hasBegun(process.exitValue() > SIGNALS)) {
                throw new GraderException("interrupted");
            }
            if (breach == null && worker.wasKilledForTheMachine()) {
                throw new GraderException("The memory of this machine ran out, and the system "
                        + "killed the process for the steps' "
                        + "code, which was within its limit of " + confinement.limits().memoryMegabytes()
                        + " MB. Close other programs, or grade on a machine with more memory");
            }
            return new WorkerExit(ready, seconds, breach, process.exitValue(), out.text(), err.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        } finally {
            feeder.interrupt();
            worker.close();
            ShutdownHooks.unregister(killer);
        }
    }

    /** The start is the machine's time, not the steps'. */
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

    /** Waits for its end, or for the limit that it breaks. */
    private static LimitExceeded watch(SandboxedProcess worker, Duration limit) throws InterruptedException {
        long begun = System.nanoTime();
        while (!worker.process().waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<LimitExceeded> breach = worker.breach();
            if (breach.isPresent()) {
                return breach.get();
            }
            if (System.nanoTime() - begun > limit.toNanos()) {
                return LimitExceeded.ofTime(limit);
            }
        }
        return worker.breach().orElse(null);
    }

    /** Starts it, for those who look after it themselves. */
    public SandboxedProcess start() {
        List<Path> readOnly = Stream.concat(settings.classPath().stream(), NativeCache.folders().stream())
                .filter(Files::exists).toList();
        try {
            return confinement.start(command(), new SandboxSpec(settings.folder(), readOnly, settings.gpu(),
                    settings.environment()));
        } catch (IOException e) {
            throw new GraderException("A process for a student's code can't be started: " + e.getMessage(), e);
        }
    }

    /** The young generation is small: a large one takes minutes to be filled and cleared once, and memory grows so long. */
    private List<String> command() {
        return JvmCommand.of(List.of("-Xmx" + HEAP_MEGABYTES + "m", "-Xmn16m", "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1",
                "-Djava.io.tmpdir=" + settings.folder(), "-Duser.home=" + settings.folder()), settings.classPath(),
                settings.main());
    }

    /** On a thread of its own: a worker that does not read must not keep the grader from watching the clock. */
    private static Thread hand(WorkerCall<?> call, CountDownLatch seen, Input more, Process process) {
        Thread thread = new Thread(() -> {
            try (OutputStream in = process.getOutputStream()) {
                call.send(in);
                // The steps' code is kept waiting until its beginning is known here: it could take the sign of it away.
                seen.await();
                Messages.confirmReady(in);
                more.write(in);
            } catch (IOException ignored) {
                // It ended before it read; how it ended tells why.
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
