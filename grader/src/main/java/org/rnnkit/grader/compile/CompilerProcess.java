package org.rnnkit.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.tools.ToolProvider;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.system.DiskSpace;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.worker.Messages;

/**
 * A compiler that runs in a separate process. Some sources keep a compiler busy forever or fill its memory, and only a
 * process can be stopped. The process is used for one step after the other, because its start takes time; when a step's
 * sources have stopped it, the next step gets a new one.
 */
final class CompilerProcess implements AutoCloseable {

    /** Much more than needed: the steps compile in a second or two. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Duration limit;
    private Process javac;
    private Runnable killer;

    /** Makes a compiler. */
    CompilerProcess() {
        this(LIMIT);
    }

    /**
     * Makes a compiler.
     *
     * @param limit the time limit for one compilation
     */
    CompilerProcess(Duration limit) {
        this.limit = limit;
    }

    /**
     * Compiles some sources.
     *
     * @param root the source root; paths in error messages are relative to it
     * @param sources the source files
     * @param classPath the class path
     * @param sourcePath the folder where javac looks for further sources; an empty folder if there are none
     * @param output the folder for the class files
     * @return the errors as file:line: message, one a line; empty if there are none
     * @throws GraderException if this Java has no compiler, or if the disk is full
     */
    synchronized String compile(Path root, List<Path> sources, List<Path> classPath, Path sourcePath, Path output) {
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw new GraderException("This Java has no compiler (" + System.getProperty("java.home")
                    + "). Install a JDK, 17 or newer, and set JAVA_HOME to it.");
        }
        try {
            Files.createDirectories(output);
            if (javac == null) {
                start();
            }
            CompilerMain.Outcome outcome = ask(new CompilerMain.Task(root.toString(),
                    CompilerMain.options(classPath, sourcePath, output),
                    sources.stream().map(Path::toString).toList()));
            if (outcome.cannotWrite()) {
                // The name of the class may be too long, which is the student's mistake; a full disk is not.
                DiskSpace.require(output);
            }
            return outcome.errors();
        } catch (IOException e) {
            throw new UncheckedIOException("can't compile to " + output, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        }
    }

    private void start() throws IOException {
        // The stack is large enough for the deepest source that a person writes.
        javac = new ProcessBuilder(JvmCommand.of(List.of("-Xmx512m", "-Xss8m"), System.getProperty("java.class.path"),
                CompilerMain.class))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        killer = javac::destroyForcibly;
        ShutdownHooks.register(killer);
    }

    private CompilerMain.Outcome ask(CompilerMain.Task task) throws InterruptedException {
        FutureTask<CompilerMain.Outcome> answer = new FutureTask<>(() -> {
            Messages.send(task, javac.getOutputStream());
            return Messages.read(javac.getInputStream(), CompilerMain.Outcome.class);
        });
        Thread thread = new Thread(answer);
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close();
            return new CompilerMain.Outcome("the compiler did not come to an end within " + limit.toSeconds()
                    + " seconds", false);
        } catch (ExecutionException gone) {
            close();
            return new CompilerMain.Outcome("the compiler gave up", false);
        }
    }

    @Override
    public synchronized void close() {
        if (javac != null) {
            javac.destroyForcibly();
            ShutdownHooks.unregister(killer);
            javac = null;
        }
    }
}
