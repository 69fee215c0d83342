package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.Jdk;
import org.rnnkit.grader.system.Scratch;

/**
 * The result of running Java once in a sandbox.
 *
 * @param sandbox the kind of sandbox
 * @param works whether Java ran in it
 * @param message the first line that the sandbox or Java printed
 */
public record SandboxTrial(SandboxCommand sandbox, boolean works, String message) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MEGABYTES = 1;

    /** Lists the kinds of sandboxes for this operating system, the best first. */
    static List<SandboxCommand> candidates() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux") ? Candidates.ALL : List.of();
    }

    /** The kinds of sandboxes on Linux, each with the filter for system calls if this machine has one, and without it. */
    private static final class Candidates {

        static final List<SandboxCommand> ALL = all(filters());

        private static List<SandboxCommand> all(List<Optional<Path>> filters) {
            List<SandboxCommand> all = new ArrayList<>();
            filters.forEach(filter -> all.addAll(List.of(new Bubblewrap(true, filter), new Bubblewrap(false, filter))));
            filters.forEach(filter -> all.add(new Unshare(filter)));
            return all;
        }

        private static List<Optional<Path>> filters() {
            Optional<Path> file = SystemCallFilter.of(System.getProperty("os.arch")).map(Candidates::write);
            return file.isPresent() ? List.of(file, Optional.empty()) : List.of(file);
        }

        private static Path write(byte[] program) {
            try {
                return Files.write(new Scratch().folder().resolve("system-calls.bpf"), program);
            } catch (IOException e) {
                throw new UncheckedIOException("A temporary file can't be written", e);
            }
        }
    }

    /**
     * Runs Java in each kind of sandbox. A kind with several forms is tried until one of them works.
     *
     * @return one result for each kind
     */
    public static List<SandboxTrial> runAll() {
        Map<IsolationKind, SandboxTrial> trials = new LinkedHashMap<>();
        for (SandboxCommand sandbox : candidates()) {
            if (!trials.containsKey(sandbox.kind()) || !trials.get(sandbox.kind()).works()) {
                trials.put(sandbox.kind(), run(sandbox));
            }
        }
        return List.copyOf(trials.values());
    }

    /** Runs Java in one sandbox. */
    static SandboxTrial run(SandboxCommand sandbox) {
        try {
            Path folder = Files.createTempDirectory("rnnkit-trial").toRealPath();
            CommandProbe result = CommandProbe.run(sandbox.wrap(List.of(Jdk.java().toString(), "-Xshare:auto", "-version"),
                    new SandboxSpec(folder, List.of(), List.of(), false, Map.of()), MEGABYTES), LIMIT);
            folder.toFile().delete();
            return new SandboxTrial(sandbox, result.succeeded(), result.line());
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary folder can't be made", e);
        }
    }
}
