package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sandbox made by the program bubblewrap. It needs no privileges where users may make namespaces.
 *
 * @param sealed whether programs in the sandbox can't make further namespaces; bubblewrap can do so from version 0.8 on
 */
record Bubblewrap(boolean sealed) implements SandboxCommand {

    @Override
    public IsolationKind kind() {
        return IsolationKind.BUBBLEWRAP;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec spec) {
        List<String> all = new ArrayList<>(List.of("bwrap", "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts",
                "--unshare-net", "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL"));
        if (sealed) {
            all.add("--disable-userns");
        }
        SystemFiles.readOnly().forEach(path -> show(all, "--ro-bind", path));
        SystemFiles.links().forEach((link, target) -> all.addAll(List.of("--symlink", target.toString(), link.toString())));
        // Root may write to the kernel's settings in /proc/sys even without any capability.
        all.addAll(List.of("--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys", "--dev", "/dev"));
        if (spec.gpu()) {
            SystemFiles.gpuDevices().forEach(path -> show(all, "--dev-bind", path));
        }
        show(all, "--bind", spec.folder());
        // After the writable folder, since some read-only folders are inside it.
        spec.readOnly().forEach(path -> show(all, "--ro-bind", path));
        all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", spec.folder().toString(), "--"));
        all.addAll(command);
        return all;
    }

    private static void show(List<String> all, String option, Path path) {
        all.addAll(List.of(option, path.toString(), path.toString()));
    }
}
