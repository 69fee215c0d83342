package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same by hand, with unshare, mount and setpriv of util-linux, which nearly every Linux has. */
record Unshare() implements SandboxCommand {

    @Override
    public IsolationKind kind() {
        return IsolationKind.UNSHARE;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec needs) {
        List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "unshare", "--user", "--map-root-user",
                "--mount", "--pid", "--net", "--ipc", "--uts", "--cgroup", "--fork", "--kill-child", "--propagation", "private",
                "/bin/sh", "-euc", script(), "unshare.sh"));
        SystemFiles.readOnly().forEach(path -> show(all, "ro", path));
        SystemFiles.links().forEach((link, target) -> all.addAll(List.of("link", link.toString(), target.toString())));
        if (needs.gpu()) {
            SystemFiles.gpuDevices().forEach(path -> show(all, "rw", path));
        }
        show(all, "rw", needs.folder());
        // After the folder that may be written to: what lies in it, too, may not.
        needs.readOnly().forEach(path -> show(all, "ro", path));
        all.addAll(List.of("--", needs.folder().toString()));
        all.addAll(command);
        return all;
    }

    private static void show(List<String> all, String how, Path path) {
        all.addAll(List.of(how, path.toString()));
    }

    private static String script() {
        try (InputStream script = Unshare.class.getResourceAsStream("unshare.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The kit's own unshare.sh can't be read", e);
        }
    }
}
