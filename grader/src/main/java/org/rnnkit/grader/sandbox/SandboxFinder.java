package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;

/** A finder of the best sandbox on this machine. It runs Java in each kind to see whether it works. */
public final class SandboxFinder {

    private final List<Path> engine;
    private final Limits limits;

    /**
     * Makes a finder.
     *
     * @param engine the class path of the engine, which has to be unpacked before a worker runs in a sandbox
     * @param limits the limits of each worker
     */
    public SandboxFinder(List<Path> engine, Limits limits) {
        this.engine = engine;
        this.limits = limits;
    }

    /**
     * Finds the best sandbox; a plain process if no sandbox works here.
     *
     * @return the sandbox
     */
    public Sandbox best() {
        for (SandboxCommand sandbox : SandboxTrial.candidates()) {
            if (SandboxTrial.run(sandbox).works()) {
                return create(sandbox);
            }
        }
        return create(new PlainProcess());
    }

    /**
     * Finds the best sandbox, and accepts no plain process.
     *
     * @return the sandbox
     * @throws GraderException if no sandbox works here
     */
    public Sandbox bestSandbox() {
        return firstOf(SandboxTrial.candidates(), "No sandbox works on this machine, and --require-isolation asks for one");
    }

    /**
     * Finds a sandbox by its name.
     *
     * @param kind the name, as the report has it
     * @return the sandbox
     * @throws UsageException if no kind has this name
     * @throws GraderException if it does not work here
     */
    public Sandbox named(String kind) {
        return of(IsolationKind.find(kind).orElseThrow(() -> new UsageException("There is no isolation " + kind
                + ". Choose auto, " + Arrays.stream(IsolationKind.values()).map(IsolationKind::word)
                        .collect(Collectors.joining(", ")) + ".")));
    }

    private Sandbox of(IsolationKind kind) {
        return kind == IsolationKind.PROCESS ? create(new PlainProcess())
                : firstOf(SandboxTrial.candidates().stream().filter(sandbox -> sandbox.kind() == kind).toList(),
                        "The isolation " + kind.word() + " does not work on this machine");
    }

    /**
     * Tells whether the kernel can enforce limits.
     *
     * @return whether this program may make control groups
     */
    public static boolean hasControlGroups() {
        return ControlGroups.find().isPresent();
    }

    private Sandbox firstOf(List<SandboxCommand> sandboxes, String otherwise) {
        List<String> problems = new ArrayList<>();
        for (SandboxCommand sandbox : sandboxes) {
            SandboxTrial trial = SandboxTrial.run(sandbox);
            if (trial.works()) {
                return create(sandbox);
            }
            problems.add(sandbox.kind().word() + ": " + trial.message());
        }
        throw new GraderException(otherwise + (problems.isEmpty() ? "" : " (" + String.join("; ", problems) + ")") + ". "
                + SandboxAdvice.forThisMachine() + " Run ./rnnkit doctor to find out more");
    }

    private Sandbox create(SandboxCommand sandbox) {
        if (!(sandbox instanceof PlainProcess)) {
            EngineTrial.unpack(engine);
        }
        return new Sandbox(sandbox, limits, ControlGroups.find());
    }
}
