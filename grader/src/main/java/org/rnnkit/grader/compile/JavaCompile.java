package org.rnnkit.grader.compile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.grader.LeftBehind;
import org.rnnkit.grader.Room;

/** Compiles sources in this process: no annotation processors, no warnings, nothing picked up on the way. */
final class JavaCompile {

    private static final int MAX_SHOWN = 3;
    private static final String CANT_WRITE = "compiler.err.class.cant.write";

    /** The steps compile in a second or two; sources can be made that keep the compiler busy for ever. */
    private static final Duration LIMIT = Duration.ofSeconds(60);


    private final Path root;
    private final Duration limit;

    /**
     * Makes a compiler.
     *
     * @param root the source root, which paths in messages start from
     */
    JavaCompile(Path root) {
        this(root, LIMIT);
    }

    /**
     * Makes a compiler.
     *
     * @param root the source root, which paths in messages start from
     * @param limit how long it may take
     */
    JavaCompile(Path root, Duration limit) {
        this.root = root;
        this.limit = limit;
    }

    /**
     * Compiles.
     *
     * @param sources the files
     * @param classPath what they may use
     * @param sourcePath where further sources are looked for; an empty folder for none
     * @param output the folder for the class files
     * @return the errors as file:line: message, one a line; empty when there are none
     */
    String compile(List<Path> sources, List<Path> classPath, Path sourcePath, Path output) {
        try {
            return LeftBehind.after("javac", limit, () -> run(sources, classPath, sourcePath, output))
                    .orElse("the compiler did not come to an end within " + limit.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private String run(List<Path> sources, List<Path> classPath, Path sourcePath, Path output) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new GraderTrouble("This Java has no compiler (" + System.getProperty("java.home")
                    + "). Install a JDK, 17 or newer, and set JAVA_HOME to it.");
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of("--release", "17", "-proc:none", "-nowarn", "-Xlint:none", "-g", "-parameters",
                "-encoding", "UTF-8", "-sourcepath", sourcePath.toString(), "-d", output.toString(),
                "-classpath", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        try (StandardJavaFileManager files = javac.getStandardFileManager(found, Locale.ENGLISH,
                StandardCharsets.UTF_8)) {
            Files.createDirectories(output);
            boolean compiled = javac.getTask(Writer.nullWriter(), files, found, options, null,
                    files.getJavaFileObjectsFromPaths(sources)).call();
            if (!compiled && found.getDiagnostics().stream().anyMatch(error -> CANT_WRITE.equals(error.getCode()))) {
                // A class file may have too long a name, which is the student's affair, or no room, which is not.
                Room.demand(output);
            }
            return compiled ? "" : describe(found.getDiagnostics());
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + output, e);
        } catch (GraderTrouble full) {
            throw full;
        } catch (RuntimeException | Error e) {
            // Sources can be made that even the compiler does not survive.
            return "the compiler gave up: " + e.getClass().getSimpleName();
        }
    }

    private String describe(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        List<String> errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(this::describe)
                .toList();
        if (errors.isEmpty()) {
            return "the compiler gave up without a reason; is the source too deep or too large for it?";
        }
        String shown = errors.stream().limit(MAX_SHOWN).collect(Collectors.joining("\n"));
        int more = errors.size() - MAX_SHOWN;
        return more > 0 ? shown + "\nand " + more + " more" : shown;
    }

    private String describe(Diagnostic<? extends JavaFileObject> error) {
        String message = error.getMessage(Locale.ENGLISH).strip().replaceAll("\\s*\\R\\s*", "; ")
                .replaceAll(" {2,}", " ");
        if (error.getSource() == null) {
            return message;
        }
        Path file = Path.of(error.getSource().getName()).toAbsolutePath();
        String shown = file.startsWith(root) ? root.relativize(file).toString() : file.toString();
        return shown.replace('\\', '/') + ":" + error.getLineNumber() + ": " + message;
    }
}
