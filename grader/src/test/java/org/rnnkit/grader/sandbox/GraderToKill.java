package org.rnnkit.grader.sandbox;

import java.nio.file.Files;
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
        Path started = Files.createFile(Path.of(args[1], "started"));
        SandboxedProcess worker = new Sandbox(sandbox, Limits.DEFAULT, ControlGroups.find())
                .start(Trespass.command("shell", "echo started >started; exec sleep " + args[2]),
                        new SandboxSpec(Path.of(args[1]), Trespass.CLASS_PATH, List.of(started), false, Map.of()));
        while (Files.size(started) == 0 && worker.process().isAlive()) {
            Thread.sleep(20);
        }
        System.out.println("started");
        worker.process().waitFor();
    }
}
