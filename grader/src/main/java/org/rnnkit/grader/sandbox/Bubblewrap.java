package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * bubblewrap, which needs no privileges where a user may have namespaces of their own.
 *
 * @param sealed whether programs in it are kept from making namespaces of their own, too (from 0.8 on)
 */
record Bubblewrap(boolean sealed) implements SandboxCommand {

    @Override
    public IsolationKind kind() {
        return IsolationKind.BUBBLEWRAP;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec needs) {
        List<String> all = new ArrayList<>(List.of("bwrap", "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts",
                "--unshare-net", "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL"));
        if (sealed) {
            all.add("--disable-userns");
        }
        SystemFiles.readOnly().forEach(path -> show(all, "--ro-bind", path));
        SystemFiles.links().forEach((link, target) -> all.addAll(List.of("--symlink", target.toString(), link.toString())));
        // The kernel's settings let root write to them, whatever it may do otherwise.
        all.addAll(List.of("--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys", "--dev", "/dev"));
        if (needs.gpu()) {
            SystemFiles.gpuDevices().forEach(path -> show(all, "--dev-bind", path));
        }
        show(all, "--bind", needs.folder());
        // After the folder that may be written to: what lies in it, too, may not.
        needs.readOnly().forEach(path -> show(all, "--ro-bind", path));
        all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", needs.folder().toString(), "--"));
        all.addAll(command);
        return all;
    }

    private static void show(List<String> all, String how, Path path) {
        all.addAll(List.of(how, path.toString(), path.toString()));
    }
}
