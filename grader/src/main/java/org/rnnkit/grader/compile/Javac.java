package org.rnnkit.grader.compile;

import java.io.File;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The process that compiles a student's sources: no annotation processors, no warnings, nothing picked up on the way. */
final class Javac {

    /** It compiled. */
    static final int COMPILED = 0;

    /** It did not compile; standard output says why. */
    static final int ERRORS = 1;

    /** A class file can't be written; standard output says which. */
    static final int CANT_WRITE = 2;

    private static final int MAX_SHOWN = 3;
    private static final int MAX_MESSAGE = 2_000;
    private static final String CANT_WRITE_CODE = "compiler.err.class.cant.write";

    private final Path root;
    private final DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();

    private Javac(Path root) {
        this.root = root;
    }

    /**
     * Compiles.
     *
     * @param args the source root, the options' number, the compiler's options, the sources
     */
    public static void main(String[] args) {
        Javac javac = new Javac(Path.of(args[0]));
        int sources = 2 + Integer.parseInt(args[1]);
        List<String> all = List.of(args);
        int status;
        String words;
        try {
            status = javac.compile(all.subList(2, sources), all.subList(sources, all.size()).stream().map(Path::of).toList());
            words = status == COMPILED ? "" : javac.describe();
        } catch (RuntimeException | Error e) {
            // Sources can be made that even the compiler does not survive.
            status = ERRORS;
            words = "the compiler gave up: " + e.getClass().getSimpleName();
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(words);
        Runtime.getRuntime().halt(status);
    }

    /** The options that sources are compiled with. */
    static List<String> options(List<Path> classPath, Path sourcePath, Path output) {
        return List.of("--release", "17", "-proc:none", "-nowarn", "-Xlint:none", "-g", "-parameters",
                "-encoding", "UTF-8", "-sourcepath", sourcePath.toString(), "-d", output.toString(),
                "-classpath", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    private int compile(List<String> options, List<Path> sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = javac.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8);
        boolean compiled = javac.getTask(Writer.nullWriter(), files, found, options, null,
                files.getJavaFileObjectsFromPaths(sources)).call();
        if (compiled) {
            return COMPILED;
        }
        return errors().anyMatch(error -> CANT_WRITE_CODE.equals(error.getCode())) ? CANT_WRITE : ERRORS;
    }

    private Stream<Diagnostic<? extends JavaFileObject>> errors() {
        return found.getDiagnostics().stream().filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR);
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
        String message = whole.length() <= MAX_MESSAGE ? whole : whole.substring(0, MAX_MESSAGE) + "…";
        if (error.getSource() == null) {
            return message;
        }
        Path file = Path.of(error.getSource().getName()).toAbsolutePath();
        String shown = file.startsWith(root) ? root.relativize(file).toString() : file.toString();
        return shown.replace('\\', '/') + ":" + error.getLineNumber() + ": " + message;
    }
}
