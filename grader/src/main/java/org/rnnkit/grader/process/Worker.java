package org.rnnkit.grader.process;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.sandbox.EngineTrial;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxSpec;
import org.rnnkit.grader.sandbox.SandboxedProcess;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.grader.worker.FrameKind;

/**
 * A Java process for a student's code, which answers one request after another. A request that kills it, or runs past its
 * limit, ends it: who has more to ask starts another one. It gets ready while the caller does something else.
 */
public final class Worker implements AutoCloseable {

    /** The time that a worker has until it runs the steps' code: it loads the engine first. */
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final LimitExceeded UNREADABLE = new LimitExceeded("sent an answer that can't be read");
    /** A higher exit value means that a signal ended the process. */
    private static final int SIGNALS = 128;
    private static final long GRACE_SECONDS = 2;
    private static final long CHECK_MILLIS = 100;
    private static final int MAX_BYTES = 8_000_000;

    private final Sandbox sandbox;
    private final WorkerSettings settings;
    /** Starts the process and talks to it. The sandbox kills a process whose parent thread has ended. */
    private final ExecutorService keeper = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "keeper of a worker");
        thread.setDaemon(true);
        return thread;
    });
    private final Runnable killer = this::killAndWait;
    private final OutputCapture printed;
    private volatile SandboxedProcess process;
    private volatile long begun;
    /** The time at which the last request was sent. */
    private volatile long requested;

    /**
     * Starts a worker.
     *
     * @param lines receives every line that it prints, as it comes
     * @throws GraderException if it can't be started
     */
    public Worker(Sandbox sandbox, WorkerSettings settings, Consumer<String> lines) {
        this.sandbox = sandbox;
        this.settings = settings;
        try {
            GraderException.await(keeper.submit(() -> ShutdownHooks.uncut(() -> {
                process = start();
                ShutdownHooks.register(killer);
                return process;
            })), "A process for a student's code can't be started");
        } catch (GraderException notStarted) {
            // The caller that was interrupted has no worker that it could close.
            keeper.execute(() -> Optional.ofNullable(process).ifPresent(started -> {
                close();
                started.process().onExit().join();
            }));
            keeper.shutdown();
            throw notStarted;
        }
        this.printed = OutputCapture.start(process.process().getErrorStream(), lines);
    }

    /** Starts a worker, and ignores what it prints. */
    public Worker(Sandbox sandbox, WorkerSettings settings) {
        this(sandbox, settings, line -> { });
    }

    private SandboxedProcess start() throws IOException {
        List<Path> readOnly = Stream.of(settings.classPath(), settings.readable(), EngineTrial.libraryFolders())
                .flatMap(List::stream).filter(Files::exists).toList();
        try {
            return sandbox.start(settings.command(), new SandboxSpec(settings.folder(), readOnly, settings.gpu(),
                    settings.environment()));
        } catch (IOException e) {
            Scratch.requireExisting(settings.folder());
            throw e;
        }
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param limit the time limit, which begins when the steps' code does
     * @throws GraderException if a part of the kit is gone, if the machine is out of memory, or if the user interrupts
     */
    public <A> WorkerReply<A> ask(Object request, Class<A> type, Duration limit) {
        return ask(request, type, limit, Object.class, news -> { });
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param limit the time limit, which begins when the steps' code does
     * @param newsType the type of the news
     * @param news receives news of the work, on another thread
     * @throws GraderException if a part of the kit is gone, if the machine is out of memory, or if the user interrupts
     */
    public <A, N> WorkerReply<A> ask(Object request, Class<A> type, Duration limit, Class<N> newsType, Consumer<N> news) {
        Future<A> answer = begin(request, type, newsType, news);
        try {
            return await(answer, limit, System.nanoTime());
        } catch (InterruptedException e) {
            kill();
            throw GraderException.interrupted(e);
        }
    }

    /** Sends a request and ignores the answer: the first request of a worker takes longest. The next one waits for its end. */
    public void warmUp(Object request) {
        begin(request, Object.class, Object.class, news -> { });
    }

    private <A, N> Future<A> begin(Object request, Class<A> type, Class<N> newsType, Consumer<N> news) {
        begun = 0;
        return keeper.submit(() -> {
            begun = 0;
            requested = System.nanoTime();
            WorkerFrame.of(FrameKind.REQUEST, request).write(process.process().getOutputStream());
            return receive(type, newsType, news);
        });
    }

    private <A, N> A receive(Class<A> type, Class<N> newsType, Consumer<N> news) throws IOException {
        while (true) {
            WorkerFrame frame = WorkerFrame.read(process.process().getInputStream(), MAX_BYTES);
            switch (frame.kind()) {
                case BEGUN -> begun = System.nanoTime();
                case PROGRESS -> news.accept(WorkerText.JSON.readValue(frame.json(), newsType));
                default -> {
                    A answer = WorkerText.JSON.readValue(frame.json(), type);
                    if (answer == null) {
                        throw new StreamCorruptedException("no answer");
                    }
                    return answer;
                }
            }
        }
    }

    private <A> WorkerReply<A> await(Future<A> answer, Duration limit, long sent) throws InterruptedException {
        while (true) {
            try {
                A received = answer.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
                return new WorkerReply<>(Optional.of(received), null, seconds(), waited());
            } catch (TimeoutException notYet) {
                LimitExceeded exceeded = process.exceededLimit().orElseGet(() -> exceededTime(limit, sent));
                if (exceeded != null) {
                    return ended(exceeded);
                }
            } catch (ExecutionException noAnswer) {
                if (noAnswer.getCause() instanceof RuntimeException receiver) {
                    killAndWait();
                    throw receiver;
                }
                LimitExceeded unreadable = isReadable(noAnswer.getCause()) ? null : UNREADABLE;
                if (unreadable == null) {
                    // Its streams end a moment before the process does.
                    process.process().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
                }
                return ended(process.exceededLimit().orElse(unreadable));
            }
        }
    }

    private static boolean isReadable(Throwable problem) {
        return !(problem instanceof JacksonException) && !(problem instanceof StreamCorruptedException);
    }

    private LimitExceeded exceededTime(Duration limit, long sent) {
        Duration own = begun == 0 ? START_LIMIT : limit;
        return System.nanoTime() - (begun == 0 ? sent : begun) > own.toNanos() ? LimitExceeded.ofTime(own) : null;
    }

    private double seconds() {
        return begun == 0 ? 0 : (System.nanoTime() - begun) / 1e9;
    }

    private double waited() {
        return (System.nanoTime() - requested) / 1e9;
    }

    /**
     * Ends a worker that gives no answer.
     *
     * @param exceeded the limit that it has exceeded; null if it ended by itself
     */
    private <A> WorkerReply<A> ended(LimitExceeded exceeded) throws InterruptedException {
        double seconds = seconds();
        double waited = waited();
        // Then its exit value says nothing about the machine or the user.
        boolean killed = isAlive();
        kill();
        int exitValue = process.process().waitFor();
        if (ShutdownHooks.hasBegun(!killed && exitValue > SIGNALS)) {
            throw new GraderException("interrupted");
        }
        if (!killed && exceeded == null) {
            requireKitAndMemory();
        }
        return new WorkerReply<>(Optional.empty(), new WorkerExit(begun != 0, exceeded, exitValue, printed.text()), seconds,
                waited);
    }

    /**
     * Checks, after its end, that the kit and the machine were not the cause.
     *
     * @throws GraderException if a part of the kit is gone, or if the machine ran out of memory
     */
    private void requireKitAndMemory() {
        BuiltKit.requireExisting(settings.classPath());
        if (process.machineRanOutOfMemory()) {
            throw new GraderException("This machine ran out of memory, and the system killed a process of the grader ("
                    + settings.main().getSimpleName() + "), although it was within its limit of "
                    + sandbox.limits().memoryMegabytes() + " MB. Close other programs, or grade on a machine with more memory");
        }
    }

    /** Tells whether the process still runs. */
    public boolean isAlive() {
        return process.process().isAlive();
    }

    /** Kills the process. Who waits for an answer gets none. Any thread may call it. */
    public void kill() {
        process.kill();
    }

    private void killAndWait() {
        kill();
        try {
            process.process().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.close();
        ShutdownHooks.unregister(killer);
        keeper.shutdown();
    }
}
