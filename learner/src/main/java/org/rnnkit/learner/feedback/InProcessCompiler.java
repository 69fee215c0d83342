package org.rnnkit.learner.feedback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.source.CompilerWorker;

/**
 * A Java compiler in this process, fast from the second call on. It is for feedback to students on their own computers;
 * the grader compiles submissions in a process of their own.
 */
public final class InProcessCompiler {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Enough for the deepest source that a person writes. */
    private static final long STACK_BYTES = 8 << 20;

    private InProcessCompiler() {}

    /**
     * Compiles sources.
     *
     * @param sourcePath the folder of further sources that the compiler may use; an empty folder if there are none
     */
    public static List<CompileError> errors(List<Path> sources, List<Path> classPath, Path sourcePath, Path output) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new GraderException("This Java has no compiler (" + System.getProperty("java.home")
                    + "). Install a JDK, 17 or newer, and set JAVA_HOME to it.");
        }
        FutureTask<List<CompileError>> task = new FutureTask<>(() -> run(javac, sources,
                CompilerWorker.options(classPath, sourcePath, output)));
        // Some sources make the compiler run forever. Java can't stop a thread, so it is left behind.
        Thread thread = new Thread(null, task, "javac", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            List<CompileError> errors = task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!errors.isEmpty()) {
                BuiltKit.requireExisting(classPath);
            }
            return errors;
        } catch (TimeoutException e) {
            return List.of(CompileError.of("the compiler did not finish within " + LIMIT.toSeconds() + " seconds"));
        } catch (InterruptedException e) {
            throw GraderException.interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private static List<CompileError> run(JavaCompiler javac, List<Path> sources, List<String> options) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            boolean compiled = javac.getTask(Writer.nullWriter(), files, found, options, null,
                    files.getJavaFileObjectsFromPaths(sources)).call();
            return compiled ? List.of() : errors(found);
        } catch (IOException e) {
            throw new UncheckedIOException("can't compile", e);
        } catch (RuntimeException | Error e) {
            // Some sources make the compiler itself crash.
            return List.of(CompileError.of("the compiler crashed: " + e.getClass().getSimpleName()));
        }
    }

    private static List<CompileError> errors(DiagnosticCollector<JavaFileObject> found) {
        List<CompileError> errors = found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR).map(CompileError::of).toList();
        return errors.isEmpty() ? List.of(CompileError.of("the compiler failed without a message")) : errors;
    }
}
