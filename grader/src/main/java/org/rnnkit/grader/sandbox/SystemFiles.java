package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What of a Linux system a Java virtual machine and the dynamic linker need. The passwords in /etc are not among it. */
final class SystemFiles {

    private static final Path USR = Path.of("/usr");
    private static final List<String> TOP = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64");
    private static final List<String> LINKER =
            List.of("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/ssl/certs/java");
    private static final int DEPTH_OF_JDK = 8;

    private SystemFiles() {}

    /** The folders at the top that are links into /usr nowadays, and where they lead. */
    static Map<Path, Path> links() {
        Map<Path, Path> links = new TreeMap<>();
        for (String name : TOP) {
            Path path = Path.of(name);
            if (Files.isSymbolicLink(path)) {
                links.put(path, read(path));
            }
        }
        return links;
    }

    /** Files and folders to show, none of them within another. */
    static List<Path> readOnly() {
        List<Path> shown = new ArrayList<>(List.of(USR));
        Stream.concat(TOP.stream(), LINKER.stream()).map(Path::of)
                .filter(path -> Files.exists(path) && !Files.isSymbolicLink(path)).forEach(shown::add);
        shown.addAll(configurationOfJava());
        jdk(shown);
        return shown;
    }

    /** The GPU's devices. */
    static List<Path> gpuDevices() {
        return children(Path.of("/dev")).stream().filter(file -> file.getFileName().toString().startsWith("nvidia")).toList();
    }

    /** Some distributions keep it in /etc, with links from the JDK's folder. */
    private static List<Path> configurationOfJava() {
        return children(Path.of("/etc")).stream().filter(file -> file.getFileName().toString().startsWith("java")).toList();
    }

    private static void jdk(List<Path> shown) {
        Path home = Path.of(System.getProperty("java.home"));
        add(shown, home);
        try (Stream<Path> files = Files.walk(home, DEPTH_OF_JDK)) {
            for (Path link : files.filter(file -> Files.isSymbolicLink(file) && Files.exists(file)).toList()) {
                add(shown, link.toRealPath());
            }
        } catch (IOException | UncheckedIOException ignored) {
            // A part of the JDK that can't be read here can't be read in there.
        }
    }

    private static void add(List<Path> shown, Path path) {
        if (shown.stream().noneMatch(path::startsWith)) {
            shown.add(path);
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Path read(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
