package org.rnnkit.grader.compile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnkit.grader.compile.advice.CompilerAdvice;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.Worker;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.source.CompileAnswer;
import org.rnnkit.grader.worker.source.CompileError;
import org.rnnkit.grader.worker.source.CompileRequest;
import org.rnnkit.grader.worker.source.CompilerWorker;
import org.rnnkit.testkit.failure.FailurePlace;

/**
 * A compiler that runs in a separate process. Some sources keep a compiler busy forever or fill its memory, and only a
 * process can be stopped. The process compiles one step after the other, because its start takes time; when a step's
 * sources have stopped it, the next step gets a new one.
 */
final class CompilerProcess implements AutoCloseable {

    /** Much more than needed: the steps compile in a second or two. */
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MAX_SHOWN = 3;
    private static final int MAX_MESSAGE = 2_000;
    /** A longer message gets no advice: a list of all methods of a name that fit a call has less. */
    private static final int MAX_ADVISED = 10_000;
    private static final String READING_CODE = "compiler.err.error.reading.file";
    private static final String CANT_ACCESS_CODE = "compiler.err.cant.access";

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
     * @throws GraderException if this Java has no compiler, or if a library can't be read
     */
    synchronized StepClasses compile(Map<String, byte[]> sources, List<Path> classPath) {
        StepCompiler.requireJdk();
        CompileAnswer answer = ask(new CompileRequest(sources, classPath.stream().map(Path::toString).toList()));
        answer.errors().stream().filter(CompilerProcess::isAboutLibrary).findFirst().ifPresent(error -> {
            throw new GraderException("The compiler can't read the kit's libraries: " + error.message());
        });
        return new StepClasses(answer.classes(), describe(answer.errors(), sources), answer.errors().stream()
                .filter(error -> error.file() != null).findFirst().map(error -> FailurePlace.of(error.file(), error.line()))
                .orElse(null));
    }

    private static boolean isAboutLibrary(CompileError error) {
        return READING_CODE.equals(error.code())
                || CANT_ACCESS_CODE.equals(error.code()) && error.message().contains(".jar");
    }

    /** Lists the first errors, one a line, each with the advice on it. */
    private static String describe(List<CompileError> errors, Map<String, byte[]> sources) {
        int more = errors.size() - MAX_SHOWN;
        return errors.stream().limit(MAX_SHOWN).map(error -> describe(error) + advice(error, sources))
                .collect(Collectors.joining("\n"))
                + (more > 0 ? "\nand " + more + " more" : "");
    }

    private static String describe(CompileError error) {
        String whole = error.message().lines().limit(CompilerAdvice.isOverloaded(error) ? 1 : Long.MAX_VALUE)
                .map(String::strip).filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; ")).replaceAll(" {2,}", " ");
        return (error.file() == null ? "" : error.file() + ":" + error.line() + ": ")
                + (whole.length() <= MAX_MESSAGE ? whole : whole.substring(0, MAX_MESSAGE) + "…");
    }

    private static String advice(CompileError error, Map<String, byte[]> sources) {
        if (error.file() == null || !sources.containsKey(error.file()) || error.message().length() > MAX_ADVISED) {
            return "";
        }
        String source = new String(sources.get(error.file()), StandardCharsets.UTF_8);
        return CompilerAdvice.on(error, source).map(advice -> "\n→ " + advice).orElse("");
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
            return CompileAnswer.gaveUp(cause(reply.exit()));
        });
    }

    private String cause(WorkerExit exit) {
        return !exit.stopped() ? "gave up" : exit.exceeded().equals(LimitExceeded.ofTime(limit))
                ? "did not come to an end within " + limit.toSeconds() + " seconds" : exit.exceeded().description();
    }

    private WorkerSettings settings() {
        // The stack is large enough for the deepest source that a person writes.
        return WorkerSettings.of(CompilerWorker.class, kit.built().classPath(CompilerWorker.class), folder)
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
