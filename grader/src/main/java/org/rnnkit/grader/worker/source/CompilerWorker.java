package org.rnnkit.grader.worker.source;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.commons.io.FileUtils;
import org.rnnkit.grader.worker.WorkerMain;

/** The worker process that compiles. It runs javac without annotation processors and without warnings. */
public final class CompilerWorker {

    private static final int MAX_SHOWN = 3;
    private static final int MAX_MESSAGE = 2_000;
    private static final String CANT_WRITE_CODE = "compiler.err.class.cant.write";
    private static final String READING_CODE = "compiler.err.error.reading.file";
    private static final String CANT_ACCESS_CODE = "compiler.err.cant.access";
    private static final String UNREACHABLE_CODE = "compiler.err.unreachable.stmt";

    /** A hundred times as much as the largest classes that a person has written for a step. */
    private static final long MAX_BYTES = 4L << 20;

    private final DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    private final Path sources;
    private final Path classes;

    private CompilerWorker(Path folder) throws IOException {
        this.sources = Files.createDirectories(folder.resolve("sources"));
        this.classes = Files.createDirectories(folder.resolve("classes"));
    }

    /** Answers one request after the other, until standard input ends. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        WorkerMain.open().serve(CompileRequest.class, (request, call) -> {
            call.begun();
            Path task = Files.createTempDirectory(folder, "task");
            try {
                return new CompilerWorker(task).answer(request);
            } finally {
                FileUtils.deleteQuietly(task.toFile());
            }
        });
    }

    private CompileAnswer answer(CompileRequest request) {
        try {
            return compile(request)
                    ? compiled()
                    : new CompileAnswer(Map.of(), describe(), errors().anyMatch(CompilerWorker::isAboutLibrary),
                            errors().anyMatch(error -> CANT_WRITE_CODE.equals(error.getCode())),
                            errors().findAny().isPresent());
        } catch (IOException | RuntimeException | Error e) {
            // Some sources make the compiler itself fail, with a stack overflow for example.
            return CompileAnswer.gaveUp("the compiler gave up: " + e.getClass().getSimpleName());
        }
    }

    private CompileAnswer compiled() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
                if (bytes > MAX_BYTES) {
                    return new CompileAnswer(Map.of(), "the class files have more than " + (MAX_BYTES >> 20) + " MB", false,
                            false, true);
                }
                files.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return new CompileAnswer(files, "", false, false, true);
    }

    /**
     * Returns the options for javac.
     *
     * @param sourcePath the folder where javac looks for further sources; an empty folder if there are none
     */
    public static List<String> options(List<Path> classPath, Path sourcePath, Path output) {
        // javac looks for plug-ins even without processors: not in all archives of the class path, but in an empty folder.
        return List.of("--release", "17", "-proc:none", "-processorpath", output.toString(), "-nowarn", "-Xlint:none", "-g",
                "-parameters", "-encoding", "UTF-8", "-sourcepath", sourcePath.toString(), "-d", output.toString(),
                "-classpath", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    private boolean compile(CompileRequest request) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, byte[]> source : request.sources().entrySet()) {
            Path file = sources.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            written.add(Files.write(file, source.getValue()));
        }
        List<String> options = options(request.classPath().stream().map(Path::of).toList(), classes, classes);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            return javac.getTask(Writer.nullWriter(), files, found, options, null,
                    files.getJavaFileObjectsFromPaths(written)).call();
        }
    }

    private Stream<Diagnostic<? extends JavaFileObject>> errors() {
        return found.getDiagnostics().stream().filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR);
    }

    private static boolean isAboutLibrary(Diagnostic<? extends JavaFileObject> error) {
        return READING_CODE.equals(error.getCode())
                || CANT_ACCESS_CODE.equals(error.getCode()) && error.getMessage(Locale.ENGLISH).contains(".jar");
    }

    private String describe() {
        int count = (int) errors().count();
        if (count == 0) {
            return "the compiler gave up without a reason; is the source too deep or too large for it?";
        }
        String shown = errors().limit(MAX_SHOWN).map(this::describe).collect(Collectors.joining("\n"));
        return count > MAX_SHOWN ? shown + "\nand " + (count - MAX_SHOWN) + " more" : shown;
    }

    private String describe(Diagnostic<? extends JavaFileObject> error) {
        String whole = error.getMessage(Locale.ENGLISH).strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll(" {2,}", " ");
        String message = (whole.length() <= MAX_MESSAGE ? whole : whole.substring(0, MAX_MESSAGE) + "…")
                + (UNREACHABLE_CODE.equals(error.getCode()) ? "; delete the stub's throw if it is still there" : "");
        if (error.getSource() == null) {
            return message;
        }
        Path file = Path.of(error.getSource().getName()).toAbsolutePath();
        String shown = file.startsWith(sources) ? sources.relativize(file).toString() : file.toString();
        return shown.replace('\\', '/') + ":" + error.getLineNumber() + ": " + message;
    }
}
