package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.Jdk;

/**
 * The result of running Java once in a sandbox.
 *
 * @param sandbox the kind of sandbox
 * @param works whether Java ran in it
 * @param message the first line that the sandbox or Java printed
 */
public record SandboxTrial(SandboxCommand sandbox, boolean works, String message) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<SandboxCommand> CANDIDATES = List.of(new Bubblewrap(true), new Bubblewrap(false), new Unshare());

    /** Lists the kinds of sandboxes for this operating system, the best first. */
    static List<SandboxCommand> candidates() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux") ? CANDIDATES : List.of();
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
                    new SandboxSpec(folder, List.of(), false, Map.of())), LIMIT);
            folder.toFile().delete();
            return new SandboxTrial(sandbox, result.succeeded(), result.line());
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary folder can't be made", e);
        }
    }
}
