package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.FilesUncheck;

/**
 * The command line of the sandbox that the program bubblewrap makes: new namespaces, and a root folder with only the files
 * that Java and the worker need. It needs no privileges where users may make namespaces.
 */
final class Bubblewrap {

    /** The files that the dynamic linker reads. */
    private static final List<String> LINKER =
            List.of("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/ssl/certs/java");
    /** No terminals are among them, because all users of the machine share their number. */
    private static final List<Path> DEVICES =
            Stream.of("null", "zero", "full", "random", "urandom").map(Path.of("/dev")::resolve).toList();
    private static final List<String> TOP = List.of("/lib", "/lib32", "/lib64");
    private static final String DOCUMENTATION = "/usr/share/doc";
    private static final int DEPTH_OF_JDK = 8;

    private Bubblewrap() {}

    /**
     * Puts the sandbox around a command.
     *
     * @param megabytes the size of its working folder
     */
    static List<String> wrap(List<String> command, SandboxSpec spec, int megabytes) {
        List<String> all = new ArrayList<>(List.of("bwrap", "--unshare-user", "--disable-userns", "--unshare-pid",
                "--unshare-ipc", "--unshare-uts", "--unshare-net", "--unshare-cgroup-try", "--die-with-parent", "--new-session",
                "--cap-drop", "ALL"));
        for (Path path : systemFiles(spec.gpu())) {
            if (Files.isSymbolicLink(path)) {
                all.addAll(List.of("--symlink", FilesUncheck.readSymbolicLink(path).toString(), path.toString()));
            } else {
                show(all, "--ro-bind", path);
            }
        }
        all.addAll(List.of("--proc", "/proc"));
        // Root may write to the kernel's settings even without any capability, and any user may make it measure pressure.
        Stream.of("/proc/sys", "/proc/pressure").map(Path::of).filter(Files::exists)
                .forEach(path -> show(all, "--ro-bind", path));
        DEVICES.forEach(path -> show(all, "--dev-bind", path));
        if (spec.gpu()) {
            children("/dev", "nvidia").forEach(path -> show(all, "--dev-bind", path));
        }
        all.addAll(List.of("--size", String.valueOf((long) megabytes << 20), "--tmpfs", spec.folder().toString()));
        // After the working folder, since some of them are inside it.
        spec.readOnly().forEach(path -> show(all, "--ro-bind", path));
        all.addAll(List.of("--remount-ro", "/", "--chdir", spec.folder().toString(), "--"));
        all.addAll(command);
        return all;
    }

    /** Lists the files and folders that every worker may read, with links. None of them is inside another. */
    private static List<Path> systemFiles(boolean gpu) {
        // With a GPU, the files of the driver and of CUDA may be anywhere in /usr.
        List<String> libraries = gpu ? List.of("/usr") : libraries(System.getProperty("os.arch"));
        List<Path> shown = new ArrayList<>();
        Stream.of(TOP, libraries, LINKER).flatMap(List::stream).map(Path::of).filter(Files::exists).forEach(shown::add);
        // Some distributions keep Java's configuration there, with links from the JDK's folder.
        shown.addAll(children("/etc", "java"));
        addJdk(shown);
        return shown;
    }

    /** Lists the folders of libraries in /usr: Debian's or Fedora's, else the one folder that other systems have. */
    private static List<String> libraries(String processor) {
        String debian = "/usr/lib/" + processor.replace("amd64", "x86_64") + "-linux-gnu";
        Path fedora = Path.of("/usr/lib64");
        return Files.exists(Path.of(debian)) || Files.isDirectory(fedora, LinkOption.NOFOLLOW_LINKS)
                ? List.of(debian, fedora.toString(), "/usr/lib/locale") : List.of("/usr/lib", fedora.toString());
    }

    private static void addJdk(List<Path> shown) {
        Path home = Path.of(System.getProperty("java.home"));
        add(shown, home);
        try (Stream<Path> files = Files.walk(home, DEPTH_OF_JDK)) {
            for (Path link : files.filter(file -> Files.isSymbolicLink(file) && Files.exists(file)).toList()) {
                Path target = link.toRealPath();
                if (!target.startsWith(DOCUMENTATION)) {
                    add(shown, target);
                }
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

    private static List<Path> children(String folder, String prefix) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static void show(List<String> all, String option, Path path) {
        all.addAll(List.of(option, path.toString(), path.toString()));
    }
}
