package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.error.GraderTrouble;
import org.rnnkit.grader.error.WrongUse;

/** Finds the best confinement that this machine can give: each means is tried, not guessed at. */
public final class ConfinementFinder {

    private static final List<String> KINDS = List.of(Bubblewrap.KIND, Unshare.KIND, PlainProcess.KIND);

    private final List<Path> engine;
    private final Limits limits;

    /**
     * Makes a finder.
     *
     * @param engine the class path of the engine, which has to work in it
     * @param limits how much a worker may take
     */
    public ConfinementFinder(List<Path> engine, Limits limits) {
        this.engine = engine;
        this.limits = limits;
    }

    /**
     * Takes the best there is: a sandbox, else a plain process.
     *
     * @return the confinement
     */
    public Confinement best() {
        for (Sandbox sandbox : SandboxTrial.candidates()) {
            if (SandboxTrial.of(sandbox).works()) {
                return in(sandbox);
            }
        }
        return in(new PlainProcess());
    }

    /**
     * Takes the best sandbox there is.
     *
     * @return the confinement
     * @throws GraderTrouble if there is none
     */
    public Confinement bestSandbox() {
        return firstOf(SandboxTrial.candidates(), "There is no sandbox here, and one was required");
    }

    /**
     * Takes the one named.
     *
     * @param kind its name
     * @return the confinement
     * @throws WrongUse if there is none of that name
     * @throws GraderTrouble if it does not work here
     */
    public Confinement named(String kind) {
        if (!KINDS.contains(kind)) {
            throw new WrongUse("There is no isolation " + kind + ": choose auto, " + String.join(", ", KINDS) + ".");
        }
        return kind.equals(PlainProcess.KIND) ? in(new PlainProcess())
                : firstOf(SandboxTrial.candidates().stream().filter(sandbox -> sandbox.kind().equals(kind)).toList(),
                        "The isolation " + kind + " does not work here");
    }

    /**
     * Tells whether limits can be held by the kernel.
     *
     * @return whether control groups can be made here
     */
    public static boolean hasControlGroups() {
        return ControlGroups.find().isPresent();
    }

    private Confinement firstOf(List<Sandbox> sandboxes, String otherwise) {
        List<String> problems = new ArrayList<>();
        for (Sandbox sandbox : sandboxes) {
            SandboxTrial trial = SandboxTrial.of(sandbox);
            if (trial.works()) {
                return in(sandbox);
            }
            problems.add(sandbox.kind() + ": " + trial.words());
        }
        throw new GraderTrouble(otherwise + (problems.isEmpty() ? "" : " (" + String.join("; ", problems) + ")") + ". "
                + SandboxAdvice.here() + " More: ./rnnkit doctor");
    }

    private Confinement in(Sandbox sandbox) {
        if (!(sandbox instanceof PlainProcess)) {
            EngineTrial.unpack(engine);
        }
        return new Confinement(sandbox, limits, ControlGroups.find());
    }
}
