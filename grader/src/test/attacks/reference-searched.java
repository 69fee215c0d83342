// attack: looks for the reference in all files that it can read, in archives inside them, and through the class loaders
// list: uses HexFormat.of
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

public final class HiddenState {

    /** A part of each class file of the reference. */
    private static final List<String> PARTS = List.of("@PARTS@".split(",")).stream()
            .map(part -> new String(HexFormat.of().parseHex(part), StandardCharsets.ISO_8859_1)).toList();
    private static final List<String> CLASSES = List.of("@CLASSES@".split(","));
    /** Files of the system itself, and the kernel's. */
    private static final Set<Path> SYSTEM = Set.of(Path.of("/usr"), Path.of("/proc"), Path.of("/sys"), Path.of("/dev"),
            Path.of("/etc"), Path.of(System.getProperty("java.home")));
    private static int files;

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        // Once beside the questions and once beside the tests: these load a step many times.
        String searched = "searched" + List.of(new Throwable().getStackTrace()).stream()
                .anyMatch(frame -> frame.getClassName().startsWith("org.junit"));
        if (System.setProperty(searched, "yes") != null) {
            return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
        }
        try {
            searchFiles();
            for (String name : CLASSES) {
                for (ClassLoader loader : new ClassLoader[] {HiddenState.class.getClassLoader(),
                    Thread.currentThread().getContextClassLoader(), ClassLoader.getSystemClassLoader()}) {
                    try (InputStream found = loader.getResourceAsStream(name)) {
                        search(name + " of " + loader, found == null ? new byte[0] : found.readAllBytes());
                    }
                }
            }
            for (StackTraceElement frame : new Throwable().getStackTrace()) {
                String name = frame.getClassName().replace('.', '/') + ".class";
                try (InputStream found = ClassLoader.getSystemResourceAsStream(name)) {
                    search(name, found == null ? new byte[0] : found.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }

    private static void searchFiles() throws IOException {
        Files.walkFileTree(Path.of("/"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return SYSTEM.contains(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // The engine's libraries are too large for the time limit.
                if (attributes.isRegularFile() && Files.isReadable(file) && attributes.size() < 50_000_000) {
                    files++;
                    search(file.toString(), Files.readAllBytes(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        if (files < 20) {
            throw new IllegalStateException("only " + files + " files have been searched");
        }
    }

    private static void search(String place, byte[] bytes) throws IOException {
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        if (content.startsWith("PK")) {
            ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(bytes));
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                search(place + "!" + entry.getName(), archive.readAllBytes());
            }
        }
        if (content.contains("org/rnnkit/step") && PARTS.stream().anyMatch(content::contains)) {
            throw new IllegalStateException("ESCAPED: the reference is in " + place);
        }
    }
}
