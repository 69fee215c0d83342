package org.rnnkit.grader.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.sandbox.EngineTrial;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxSpec;
import org.rnnkit.grader.sandbox.SandboxedProcess;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.grader.system.Scratch;

/** A Java process for a student's code. It has a time limit, and all processes that it has started end with it. */
public final class WorkerProcess {

    /** A flag for a worker that works for seconds only: it then has few garbage collections or none. */
    public static final String SHORT_LIVED = "-Xmn64m";

    private static final int HEAP_MEGABYTES = 1_024;

    private final Sandbox sandbox;
    private final WorkerSettings settings;

    /** Describes a worker. */
    public WorkerProcess(Sandbox sandbox, WorkerSettings settings) {
        this.sandbox = sandbox;
        this.settings = settings;
    }

    /**
     * Starts the worker and waits for its end.
     *
     * @param more the input after it; standard input is closed then
     * @param limit the time limit, which begins when the worker is ready to run the steps' code
     * @param lines receives every line of its standard output, as it comes
     * @param errorLines receives every line of its standard error, as it comes
     * @throws GraderException if it can't be started, if the machine is out of memory, or if the user interrupts
     */
    public WorkerExit run(WorkerCall<?> call, WorkerInput more, Duration limit, Consumer<String> lines,
            Consumer<String> errorLines) {
        try (RunningWorker worker = begin(call.files(), lines, errorLines)) {
            return worker.finish(call, more, limit);
        }
    }

    /** Starts the worker, which gets no further input, and waits for its end. Nobody looks at what it prints meanwhile. */
    public WorkerExit run(WorkerCall<?> call, Duration limit) {
        return run(call, WorkerInput.NONE, limit, line -> { }, line -> { });
    }

    /**
     * Starts the worker. It gets ready while the caller does something else, and waits for the first request. The caller
     * closes it, on any thread.
     *
     * @param answers the files for the answers to its calls, unless they are in folders that it may write to
     * @param lines receives every line of its standard output, as it comes
     * @param errorLines receives every line of its standard error, as it comes
     * @throws GraderException if it can't be started
     */
    public RunningWorker begin(List<Path> answers, Consumer<String> lines, Consumer<String> errorLines) {
        return new RunningWorker(this, answers, lines, errorLines);
    }

    /**
     * Checks, after a worker's end, that the kit and the machine were not the cause.
     *
     * @throws GraderException if a part of the kit is gone, or if the machine ran out of memory
     */
    void requireKitAndMemory(SandboxedProcess worker) {
        BuiltKit.requireExisting(settings.classPath());
        if (worker.machineRanOutOfMemory()) {
            throw new GraderException("This machine ran out of memory, and the system killed a process of the grader ("
                    + settings.main().getSimpleName() + "), although it was within its limit of "
                    + sandbox.limits().memoryMegabytes() + " MB. Close other programs, or grade on a machine with more memory");
        }
    }

    SandboxedProcess start(List<Path> answers) {
        List<Path> readOnly = Stream.of(settings.classPath(), settings.readable(), EngineTrial.libraryFolders())
                .flatMap(List::stream).filter(Files::exists).toList();
        List<Path> writable = Stream.of(settings.writable(), answers).flatMap(List::stream).toList();
        try {
            return sandbox.start(command(), new SandboxSpec(settings.folder(), readOnly, writable,
                    settings.gpu(), settings.environment()));
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
        List<String> options = Stream.concat(Stream.of("-Xmx" + HEAP_MEGABYTES + "m", "-Xmn16m", "-ea",
                "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8", "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1",
                "-Djava.io.tmpdir=" + settings.folder(), "-Duser.home=" + settings.folder()),
                settings.flags().stream()).toList();
        return JvmCommand.of(options, settings.classPath(), settings.main());
    }
}
