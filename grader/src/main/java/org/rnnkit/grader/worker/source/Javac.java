package org.rnnkit.grader.worker.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The kit's Java compiler: javac from memory to memory, without annotation processors and without warnings. Some sources keep
 * it busy forever, so it runs where it can be stopped or left behind.
 */
public final class Javac {

    private static final List<String> OPTIONS =
            List.of("--release", "17", "-proc:none", "-nowarn", "-Xlint:none", "-g", "-parameters");
    /** A hundred times as much as the largest classes that a person has written for a step. */
    private static final long MAX_BYTES = 4L << 20;
    /** The most bytes of a file's name on most disks, to which other builds write the same classes. */
    private static final int MAX_NAME = 255;
    /** Enough for the longest list of methods that a call does not fit. */
    private static final int MAX_MESSAGE = 10_000;

    private final List<CompileError> errors = new ArrayList<>();
    private final Map<String, byte[]> classes = new TreeMap<>();
    private long bytes;

    private Javac() {}

    /**
     * Compiles sources.
     *
     * @param sources the files, by their paths; errors have these paths
     * @param others further files, by their paths, which are compiled as far as the sources use them
     * @param root the path of the folder of the others' packages; empty if their paths begin with the package
     * @param classPath the jars and folders that the sources may use
     */
    public static CompileAnswer compile(Map<String, byte[]> sources, Map<String, byte[]> others, String root,
            List<Path> classPath) {
        try {
            return new Javac().run(sources, others, root, classPath);
        } catch (IOException | RuntimeException | Error e) {
            // Some sources make the compiler itself fail, with a stack overflow for example.
            return CompileAnswer.gaveUp("gave up: " + e.getClass().getSimpleName());
        }
    }

    private CompileAnswer run(Map<String, byte[]> sources, Map<String, byte[]> others, String root, List<Path> classPath)
            throws IOException {
        boolean compiled;
        Libraries libraries = Libraries.take(classPath);
        try {
            compiled = ToolProvider.getSystemJavaCompiler().getTask(Writer.nullWriter(), new MemoryFiles(libraries.files(),
                    sources(others, root)), this::report, OPTIONS, null, sources(sources, "")).call();
        } finally {
            libraries.giveBack();
        }
        if (bytes > MAX_BYTES) {
            return new CompileAnswer(Map.of(), List.of(CompileError.of("the class files have more than "
                    + (MAX_BYTES >> 20) + " MB")), true);
        }
        return compiled || !errors.isEmpty() ? new CompileAnswer(errors.isEmpty() ? classes : Map.of(), errors, true)
                : CompileAnswer.gaveUp("gave up without a reason; is the source too deep or too large for it?");
    }

    private List<Source> sources(Map<String, byte[]> files, String root) {
        return files.entrySet().stream().map(file -> new Source(file.getKey(), file.getValue(), root)).toList();
    }

    private void report(Diagnostic<? extends JavaFileObject> found) {
        if (found.getKind() == Diagnostic.Kind.ERROR) {
            String message = found.getMessage(Locale.ENGLISH).strip();
            errors.add(new CompileError(found.getSource() instanceof Source source ? source.path : null,
                    found.getLineNumber(), found.getPosition(), found.getCode(),
                    message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…"));
        }
    }

    /**
     * The archives and folders of a class path, which stay open for the next compilation: opening them takes half of a step's.
     * A compilation that does not come to an end keeps its own.
     */
    private record Libraries(List<Path> classPath, StandardJavaFileManager files) {

        private static final AtomicReference<Libraries> SPARE = new AtomicReference<>();

        static Libraries take(List<Path> classPath) throws IOException {
            Libraries spare = SPARE.getAndSet(null);
            if (spare != null && spare.classPath.equals(classPath)) {
                return spare;
            }
            close(spare);
            StandardJavaFileManager files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ENGLISH,
                    null);
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            // javac looks for plug-ins even without processors: not in all archives of the class path, but nowhere.
            files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
            return new Libraries(classPath, files);
        }

        void giveBack() throws IOException {
            close(SPARE.getAndSet(this));
        }

        private static void close(Libraries unused) throws IOException {
            if (unused != null) {
                unused.files.close();
            }
        }
    }

    /** A source in memory. */
    private final class Source extends SimpleJavaFileObject {

        private final String path;
        private final byte[] content;
        private final String className;

        Source(String path, byte[] content, String root) {
            super(URI.create("memory:/" + URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20")
                    .replace("%2F", "/")), Kind.SOURCE);
            this.path = path;
            this.content = content;
            this.className = path.substring(root.isEmpty() ? 0 : root.length() + 1).replaceFirst("\\.java$", "")
                    .replace('/', '.');
        }

        /** As javac does with a file, replaces each part that is not UTF-8 by one character. The first is an error. */
        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            ByteBuffer in = ByteBuffer.wrap(content);
            CharBuffer right = CharBuffer.allocate(content.length);
            CoderResult end = StandardCharsets.UTF_8.newDecoder().decode(in, right, true);
            if (end.isError() && !ignoreEncodingErrors) {
                String wrong = HexFormat.of().withUpperCase().formatHex(content, in.position(), in.position() + end.length());
                long line = (right.flip() + wrong).lines().count();
                errors.add(new CompileError(path, line, right.length(), "compiler.err.illegal.char.for.encoding",
                        "unmappable character (0x" + wrong + ") for encoding UTF-8"));
            }
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** The files of a compilation: the other sources and the classes are in memory, only libraries are on the disk. */
    private final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final List<Source> others;

        MemoryFiles(StandardJavaFileManager disk, List<Source> others) {
            super(disk);
            this.others = others;
        }

        /** Without a source path, javac looks for sources on the class path. */
        @Override
        public boolean hasLocation(Location location) {
            return location == StandardLocation.SOURCE_PATH || super.hasLocation(location);
        }

        @Override
        public Iterable<JavaFileObject> list(Location location, String packageName, Set<JavaFileObject.Kind> kinds,
                boolean recurse) throws IOException {
            return location != StandardLocation.SOURCE_PATH ? super.list(location, packageName, kinds, recurse)
                    : others.stream().filter(other -> kinds.contains(other.getKind())
                            && other.className.startsWith(packageName + ".")
                            && other.className.lastIndexOf('.') == packageName.length())
                            .map(JavaFileObject.class::cast).toList();
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof Source source ? source.className : super.inferBinaryName(location, file);
        }

        /** In a module, javac asks where a source is. The files below know only those on a disk. */
        @Override
        public boolean contains(Location location, FileObject file) throws IOException {
            return !(file instanceof Source) && super.contains(location, file);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind,
                FileObject sibling) throws IOException {
            String file = className.replace('.', '/') + kind.extension;
            if (file.substring(file.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
                throw new IOException("File name too long");
            }
            return new SimpleJavaFileObject(URI.create("memory:/class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            bytes += size();
                            classes.put(file, bytes > MAX_BYTES ? new byte[0] : toByteArray());
                        }
                    };
                }
            };
        }
    }
}
