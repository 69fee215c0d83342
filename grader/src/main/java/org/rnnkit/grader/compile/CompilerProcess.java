package org.rnnkit.grader.compile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.Worker;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.source.CompileAnswer;
import org.rnnkit.grader.worker.source.CompileRequest;
import org.rnnkit.grader.worker.source.CompilerWorker;

/**
 * A compiler that runs in a separate process. Some sources keep a compiler busy forever or fill its memory, and only a
 * process can be stopped. The process compiles one step after the other, because its start takes time; when a step's
 * sources have stopped it, the next step gets a new one.
 */
final class CompilerProcess implements AutoCloseable {

    /** Much more than needed: the steps compile in a second or two. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Kit kit;
    private final Sandbox sandbox;
    private final Path folder;
    private final Duration limit;
    /** Null if no process runs. */
    private Worker javac;

    /**
     * Makes a compiler, without starting its process.
     *
     * @param folder the folder that it works in
     */
    CompilerProcess(Kit kit, Sandbox sandbox, Path folder) {
        this(kit, sandbox, folder, LIMIT);
    }

    /** Makes a compiler with another time limit for one compilation. */
    CompilerProcess(Kit kit, Sandbox sandbox, Path folder, Duration limit) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * Compiles some sources.
     *
     * @param sources the files, by their paths; error messages have these paths
     * @throws GraderException if this Java has no compiler, if a library can't be read, or if the disk is full
     */
    synchronized CompileAnswer compile(Map<String, byte[]> sources, List<Path> classPath) {
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw new GraderException("This Java has no compiler (" + System.getProperty("java.home")
                    + "). Install a JDK, 17 or newer, and set JAVA_HOME to it.");
        }
        CompileAnswer answer = ask(new CompileRequest(sources, classPath.stream().map(Path::toString).toList()));
        if (answer.cannotRead()) {
            throw new GraderException("The compiler can't read the kit's libraries: " + answer.errors());
        }
        if (answer.cannotWrite()) {
            // The name of the class may be too long, which is the student's mistake; a full disk is not.
            Scratch.requireSpace(folder);
        }
        return answer;
    }

    private CompileAnswer ask(CompileRequest request) {
        if (javac != null && !javac.isAlive()) {
            close();
        }
        if (javac == null) {
            javac = new Worker(sandbox, settings());
        }
        WorkerReply<CompileAnswer> reply = javac.ask(request, CompileAnswer.class, limit);
        if (reply.answer().isEmpty() || !reply.answer().get().reusable()) {
            close();
        }
        return reply.answer().orElseGet(() -> {
            reply.exit().requireBegun();
            return CompileAnswer.gaveUp("the compiler " + cause(reply.exit()));
        });
    }

    private String cause(WorkerExit exit) {
        return !exit.stopped() ? "gave up" : exit.exceeded().equals(LimitExceeded.ofTime(limit))
                ? "did not come to an end within " + limit.toSeconds() + " seconds" : exit.exceeded().description();
    }

    private WorkerSettings settings() {
        // The stack is large enough for the deepest source that a person writes.
        return WorkerSettings.of(CompilerWorker.class,
                WorkerJar.path(kit, WorkerJar.of(CompilerWorker.class), List.of()), folder)
                .withFlags(WorkerSettings.SHORT_LIVED, "-Xmx512m", "-Xss8m")
                .withReadable(List.of(kit.built().standIns()))
                .withReadable(kit.built().libraries());
    }

    @Override
    public synchronized void close() {
        if (javac != null) {
            javac.close();
            javac = null;
        }
    }
}
