package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;

/** Finds the best confinement that this machine can give: each means is tried, not guessed at. */
public final class SandboxFinder {

    private final List<Path> engine;
    private final Limits limits;

    /**
     * Makes a finder.
     *
     * @param engine the class path of the engine, which has to work in it
     * @param limits how much a worker may take
     */
    public SandboxFinder(List<Path> engine, Limits limits) {
        this.engine = engine;
        this.limits = limits;
    }

    /**
     * Takes the best there is: a sandbox, else a plain process.
     *
     * @return the confinement
     */
    public Sandbox best() {
        for (SandboxCommand sandbox : SandboxProbe.candidates()) {
            if (SandboxProbe.of(sandbox).works()) {
                return in(sandbox);
            }
        }
        return in(new PlainProcess());
    }

    /**
     * Takes the best sandbox there is.
     *
     * @return the confinement
     * @throws GraderException if there is none
     */
    public Sandbox bestSandbox() {
        return firstOf(SandboxProbe.candidates(), "There is no sandbox here, and one was required");
    }

    /**
     * Takes the one named.
     *
     * @param kind its name
     * @return the confinement
     * @throws UsageException if there is none of that name
     * @throws GraderException if it does not work here
     */
    public Sandbox named(String kind) {
        return of(IsolationKind.find(kind).orElseThrow(() -> new UsageException("There is no isolation " + kind
                + ": choose auto, " + Arrays.stream(IsolationKind.values()).map(IsolationKind::word)
                        .collect(Collectors.joining(", ")) + ".")));
    }

    private Sandbox of(IsolationKind kind) {
        return kind == IsolationKind.PROCESS ? in(new PlainProcess())
                : firstOf(SandboxProbe.candidates().stream().filter(sandbox -> sandbox.kind() == kind).toList(),
                        "The isolation " + kind.word() + " does not work here");
    }

    /**
     * Tells whether limits can be held by the kernel.
     *
     * @return whether control groups can be made here
     */
    public static boolean hasControlGroups() {
        return ControlGroups.find().isPresent();
    }

    private Sandbox firstOf(List<SandboxCommand> sandboxes, String otherwise) {
        List<String> problems = new ArrayList<>();
        for (SandboxCommand sandbox : sandboxes) {
            SandboxProbe trial = SandboxProbe.of(sandbox);
            if (trial.works()) {
                return in(sandbox);
            }
            problems.add(sandbox.kind().word() + ": " + trial.words());
        }
        throw new GraderException(otherwise + (problems.isEmpty() ? "" : " (" + String.join("; ", problems) + ")") + ". "
                + SandboxAdvice.here() + " More: ./rnnkit doctor");
    }

    private Sandbox in(SandboxCommand sandbox) {
        if (!(sandbox instanceof PlainProcess)) {
            EngineProbe.unpack(engine);
        }
        return new Sandbox(sandbox, limits, ControlGroups.find());
    }
}
