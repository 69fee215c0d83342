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
 * What came of running Java in a sandbox.
 *
 * @param sandbox the sandbox
 * @param works whether Java ran in it
 * @param words what the sandbox or Java said
 */
public record SandboxProbe(SandboxCommand sandbox, boolean works, String words) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<SandboxCommand> CANDIDATES = List.of(new Bubblewrap(true), new Bubblewrap(false), new Unshare());

    /** The sandboxes that this machine may have, the best first. */
    static List<SandboxCommand> candidates() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux") ? CANDIDATES : List.of();
    }

    /**
     * Tries each means, in each of its forms until one works.
     *
     * @return what came of each
     */
    public static List<SandboxProbe> all() {
        Map<IsolationKind, SandboxProbe> trials = new LinkedHashMap<>();
        for (SandboxCommand sandbox : candidates()) {
            if (!trials.containsKey(sandbox.kind()) || !trials.get(sandbox.kind()).works()) {
                trials.put(sandbox.kind(), of(sandbox));
            }
        }
        return List.copyOf(trials.values());
    }

    /** Tries one. */
    static SandboxProbe of(SandboxCommand sandbox) {
        try {
            Path folder = Files.createTempDirectory("rnnkit-trial").toRealPath();
            CommandProbe attempt = CommandProbe.run(sandbox.wrap(List.of(Jdk.java().toString(), "-Xshare:auto", "-version"),
                    new SandboxSpec(folder, List.of(), false, Map.of())), LIMIT);
            folder.toFile().delete();
            return new SandboxProbe(sandbox, attempt.succeeded(), attempt.line());
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary files", e);
        }
    }
}
