package org.rnnkit.grader.compile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.RunningWorker;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.RecursiveDelete;
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
    private RunningWorker javac;

    /**
     * Makes a compiler, without starting its process.
     *
     * @param folder the folder that it works in; sources and class files are inside it
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
     * @param root the source root; paths in error messages are relative to it
     * @param sourcePath the folder where javac looks for further sources; an empty folder if there are none
     * @return the errors as file:line: message, one a line; empty if there are none
     * @param output an existing folder for the class files
     * @throws GraderException if this Java has no compiler, if a library can't be read, or if the disk is full
     */
    synchronized String compile(Path root, List<Path> sources, List<Path> classPath, Path sourcePath, Path output) {
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw new GraderException("This Java has no compiler (" + System.getProperty("java.home")
                    + "). Install a JDK, 17 or newer, and set JAVA_HOME to it.");
        }
        try {
            CompileAnswer answer = ask(new CompileRequest(root.toString(),
                    CompilerWorker.options(classPath, sourcePath, output),
                    sources.stream().map(Path::toString).toList()), output);
            if (answer.cannotRead()) {
                throw new GraderException("The compiler can't read the kit's libraries: " + answer.errors());
            }
            if (answer.cannotWrite()) {
                // The name of the class may be too long, which is the student's mistake; a full disk is not.
                Scratch.requireSpace(output);
            }
            return answer.errors();
        } catch (InterruptedException e) {
            throw GraderException.interrupted(e);
        }
    }

    private CompileAnswer ask(CompileRequest request, Path output) throws InterruptedException {
        if (javac != null && !javac.isAlive()) {
            close();
        }
        if (javac == null) {
            javac = new WorkerProcess(sandbox, settings()).begin(List.of(), line -> { }, line -> { });
        }
        WorkerCall<CompileAnswer> call = new WorkerCall<>(request, CompileAnswer.class, folder);
        Optional<CompileAnswer> answer = javac.ask(call, limit, () -> true);
        if (answer.isPresent()) {
            call.deleteFiles();
            if (!answer.get().reusable()) {
                close();
            }
            return answer.get();
        }
        try {
            WorkerExit exit = javac.end(call, new LimitExceeded("did not come to an end within " + limit.toSeconds()
                    + " seconds"));
            exit.requireReady();
            return new CompileAnswer("the compiler " + (exit.stopped() ? exit.exceeded().description() : "gave up"), false,
                    false, false);
        } finally {
            close();
            // Before anybody compiles again: what is left there would count for the next process, too.
            RecursiveDelete.deleteRecursively(output);
        }
    }

    private WorkerSettings settings() {
        // The stack is large enough for the deepest source that a person writes.
        return WorkerSettings.of(CompilerWorker.class,
                WorkerJar.path(kit, WorkerJar.of(CompilerWorker.class), List.of()), folder)
                .withFlags(WorkerProcess.SHORT_LIVED, "-Xmx512m", "-Xss8m")
                .withReadable(List.of(kit.built().standIns()))
                .withReadable(kit.built().libraries()).withWritable(List.of(folder));
    }

    @Override
    public synchronized void close() {
        if (javac != null) {
            javac.close();
            javac = null;
        }
    }
}
