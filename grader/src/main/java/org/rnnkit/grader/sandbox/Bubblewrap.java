package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sandbox made by the program bubblewrap. It needs no privileges where users may make namespaces.
 *
 * @param recent whether the program is of version 0.8 or newer: then programs in the sandbox can't make further namespaces,
 *     and the size of the working folder is limited
 * @param filter the file with the filter for system calls
 */
record Bubblewrap(boolean recent, Optional<Path> filter) implements SandboxCommand {

    /** Opens the filter, because bubblewrap takes it as an open file. */
    private static final String WITH_FILTER = "exec \"$@\" 9<\"$0\"";

    @Override
    public IsolationKind kind() {
        return IsolationKind.BUBBLEWRAP;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec spec, int megabytes) {
        List<String> all = new ArrayList<>();
        filter.ifPresent(file -> all.addAll(List.of("/bin/sh", "-c", WITH_FILTER, file.toString())));
        all.addAll(List.of("bwrap", "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net",
                "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL"));
        if (recent) {
            all.add("--disable-userns");
        }
        if (filter.isPresent()) {
            all.addAll(List.of("--seccomp", "9"));
        }
        SystemFiles.readOnly().forEach(path -> show(all, "--ro-bind", path));
        SystemFiles.links().forEach((link, target) -> all.addAll(List.of("--symlink", target.toString(), link.toString())));
        // Root may write to the kernel's settings in /proc/sys even without any capability.
        all.addAll(List.of("--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys", "--dev", "/dev"));
        if (spec.gpu()) {
            SystemFiles.gpuDevices().forEach(path -> show(all, "--dev-bind", path));
        }
        if (recent) {
            all.addAll(List.of("--size", String.valueOf((megabytes + 1L) << 20), "--tmpfs", spec.folder().toString()));
        } else {
            show(all, "--bind", spec.folder());
        }
        // After the working folder, since some of them are inside it.
        spec.writable().forEach(path -> show(all, "--bind", path));
        spec.readOnly().forEach(path -> show(all, "--ro-bind", path));
        all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", spec.folder().toString(), "--"));
        all.addAll(command);
        return all;
    }

    @Override
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!recent) {
            missing.add("bubblewrap is older than 0.8: the code can make further namespaces, and what it writes is only "
                    + "counted, ten times a second");
        }
        if (filter.isEmpty()) {
            missing.add(SystemCallFilter.MISSING);
        }
        return missing;
    }

    private static void show(List<String> all, String option, Path path) {
        all.addAll(List.of(option, path.toString(), path.toString()));
    }
}
