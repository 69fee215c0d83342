package org.rnnkit.grader.kit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.io.function.IOBiConsumer;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.system.GraderException;

/** The kit's modules that this program runs from, each found by one of its classes. */
public final class ModuleClasses {

    private static final Map<Path, Map<String, byte[]>> READ = new ConcurrentHashMap<>();

    private ModuleClasses() {}

    /**
     * Finds the module of a class: its jar or its folder target/classes.
     *
     * @throws GraderException if it is not found
     */
    public static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new GraderException("The kit's own classes are not found", e);
        }
    }

    /**
     * Returns the files of a class's module, by their paths on the class path. They are read once: a build that replaces them
     * later changes nothing here. Nobody may change the map.
     */
    public static Map<String, byte[]> files(Class<?> type) {
        return READ.computeIfAbsent(location(type), ModuleClasses::read);
    }

    /**
     * Reads the compiled classes in a jar or folder, by their paths on the class path. A module's jar and its folder have the
     * same files, because what Maven adds to a jar is left out.
     */
    public static Map<String, byte[]> read(Path location) {
        Map<String, byte[]> files = new TreeMap<>();
        visit(location, (path, file) -> {
            if (!path.equals(JarFile.MANIFEST_NAME) && !path.startsWith("META-INF/maven/")) {
                files.put(path, Files.readAllBytes(file));
            }
        });
        return files;
    }

    /** Visits all files in a jar or folder, each with its path on the class path. */
    public static void visit(Path location, IOBiConsumer<String, Path> visitor) {
        Uncheck.run(() -> {
            if (Files.isDirectory(location)) {
                walk(location, visitor);
                return;
            }
            try (FileSystem jar = FileSystems.newFileSystem(location)) {
                walk(jar.getPath("/"), visitor);
            }
        }, () -> "can't read " + location);
    }

    private static void walk(Path root, IOBiConsumer<String, Path> visitor) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                visitor.accept(root.relativize(file).toString().replace('\\', '/'), file);
            }
        }
    }
}
