package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The main class of a grader that a test kills. It has one worker, which sleeps. */
final class GraderToKill {

    private GraderToKill() {}

    /** Starts the worker, prints "started", and waits. */
    public static void main(String[] args) throws Exception {
        SandboxCommand sandbox = Trespass.sandboxes().stream().filter(works
                -> works.kind().word().equals(args[0])).findFirst().orElseThrow();
        SandboxedProcess worker = new Sandbox(sandbox, Limits.DEFAULT, ControlGroups.find())
                .start(Trespass.command("shell", "echo started >started; exec sleep " + args[2]),
                        new SandboxSpec(Path.of(args[1]), List.of(Trespass.CLASSES), false, Map.of()));
        while (!Path.of(args[1], "started").toFile().exists() && worker.process().isAlive()) {
            Thread.sleep(20);
        }
        System.out.println("started");
        worker.process().waitFor();
    }
}
