package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A sandbox made by unshare, mount and setpriv. These programs of util-linux are on nearly every Linux system. */
record Unshare() implements SandboxCommand {

    @Override
    public IsolationKind kind() {
        return IsolationKind.UNSHARE;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec spec) {
        List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "unshare", "--user", "--map-root-user",
                "--mount", "--pid", "--net", "--ipc", "--uts", "--cgroup", "--fork", "--kill-child", "--propagation", "private",
                "/bin/sh", "-euc", script(), "unshare.sh"));
        SystemFiles.readOnly().forEach(path -> show(all, "ro", path));
        SystemFiles.links().forEach((link, target) -> all.addAll(List.of("link", link.toString(), target.toString())));
        if (spec.gpu()) {
            SystemFiles.gpuDevices().forEach(path -> show(all, "rw", path));
        }
        show(all, "rw", spec.folder());
        // After the writable folder, since some read-only folders are inside it.
        spec.readOnly().forEach(path -> show(all, "ro", path));
        all.addAll(List.of("--", spec.folder().toString()));
        all.addAll(command);
        return all;
    }

    private static void show(List<String> all, String access, Path path) {
        all.addAll(List.of(access, path.toString()));
    }

    private static String script() {
        try (InputStream script = Unshare.class.getResourceAsStream("unshare.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The kit's own unshare.sh can't be read", e);
        }
    }
}
