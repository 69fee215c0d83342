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

/** The files of a Linux system that Java and the dynamic linker need. The passwords in /etc are not among them. */
final class SystemFiles {

    private static final Path USR = Path.of("/usr");
    private static final List<String> TOP = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64");
    private static final List<String> LINKER =
            List.of("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/ssl/certs/java");
    private static final int DEPTH_OF_JDK = 8;

    private SystemFiles() {}

    /** Lists the folders in / that are links, on most systems into /usr, with the targets of the links. */
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

    /** Lists the files and folders that a sandbox shows. None of them is inside another. */
    static List<Path> readOnly() {
        List<Path> shown = new ArrayList<>(List.of(USR));
        Stream.concat(TOP.stream(), LINKER.stream()).map(Path::of)
                .filter(path -> Files.exists(path) && !Files.isSymbolicLink(path)).forEach(shown::add);
        shown.addAll(configurationOfJava());
        addJdk(shown);
        return shown;
    }

    /** Lists the devices of NVIDIA GPUs. */
    static List<Path> gpuDevices() {
        return children(Path.of("/dev")).stream().filter(file -> file.getFileName().toString().startsWith("nvidia")).toList();
    }

    /** Lists Java's configuration folders in /etc. Some distributions keep them there, with links from the JDK's folder. */
    private static List<Path> configurationOfJava() {
        return children(Path.of("/etc")).stream().filter(file -> file.getFileName().toString().startsWith("java")).toList();
    }

    private static void addJdk(List<Path> shown) {
        Path home = Path.of(System.getProperty("java.home"));
        add(shown, home);
        try (Stream<Path> files = Files.walk(home, DEPTH_OF_JDK)) {
            for (Path link : files.filter(file -> Files.isSymbolicLink(file) && Files.exists(file)).toList()) {
                add(shown, link.toRealPath());
            }
        } catch (IOException | UncheckedIOException ignored) {
            // A part of the JDK that can't be read here can't be read in the sandbox either.
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
