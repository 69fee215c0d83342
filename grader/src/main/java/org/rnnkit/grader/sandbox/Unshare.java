package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sandbox made by unshare, mount and setpriv. These programs of util-linux are on nearly every Linux system.
 *
 * @param filter the file with the filter for system calls, which setpriv takes from util-linux 2.41 on
 */
record Unshare(Optional<Path> filter) implements SandboxCommand {

    @Override
    public IsolationKind kind() {
        return IsolationKind.UNSHARE;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec spec, int megabytes) {
        List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "unshare", "--user", "--map-root-user",
                "--mount", "--pid", "--net", "--ipc", "--uts", "--cgroup", "--fork", "--kill-child", "--propagation", "private",
                "/bin/sh", "-euc", script(), "unshare.sh"));
        filter.ifPresent(file -> show(all, "filter", file));
        SystemFiles.readOnly().forEach(path -> show(all, "ro", path));
        SystemFiles.links().forEach((link, target) -> all.addAll(List.of("link", link.toString(), target.toString())));
        if (spec.gpu()) {
            SystemFiles.gpuDevices().forEach(path -> show(all, "rw", path));
        }
        all.addAll(List.of("memory", spec.folder().toString(), String.valueOf(megabytes + 1L)));
        // After the working folder, since some of them are inside it.
        spec.writable().forEach(path -> show(all, "rw", path));
        spec.readOnly().forEach(path -> show(all, "ro", path));
        all.addAll(List.of("--", spec.folder().toString()));
        all.addAll(command);
        return all;
    }

    @Override
    public List<String> missing() {
        return filter.isPresent() ? List.of() : List.of(SystemCallFilter.MISSING);
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
