package org.rnnkit.learner.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rnnkit.grader.compile.CompilerMain;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.system.TimeLimited;

/**
 * Compiles sources in this process, which is soon done from the second time on. For feedback on one's own code: other
 * people's is compiled in a process of its own.
 */
public final class InProcessCompiler {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private InProcessCompiler() {}

    /**
     * Compiles.
     *
     * @param sources the files
     * @param classPath what they may use
     * @param sourcePath where further sources are looked for; an empty folder for none
     * @param output the folder for the class files, which is there
     * @return the errors, in the order in which they were found
     */
    public static List<CompileError> errors(List<Path> sources, List<Path> classPath, Path sourcePath, Path output) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new GraderException("This Java has no compiler (" + System.getProperty("java.home")
                    + "). Install a JDK, 17 or newer, and set JAVA_HOME to it.");
        }
        try {
            return TimeLimited.call("javac", LIMIT, () -> run(javac, sources,
                    CompilerMain.options(classPath, sourcePath, output)))
                    .orElseGet(() -> List.of(CompileError.of("the compiler did not come to an end within " + LIMIT.toSeconds()
                            + " seconds")));
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
            // Sources can be made that even the compiler does not survive.
            return List.of(CompileError.of("the compiler gave up: " + e.getClass().getSimpleName()));
        }
    }

    private static List<CompileError> errors(DiagnosticCollector<JavaFileObject> found) {
        List<CompileError> errors = found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR).map(CompileError::of).toList();
        return errors.isEmpty() ? List.of(CompileError.of("the compiler gave up without a reason")) : errors;
    }
}
