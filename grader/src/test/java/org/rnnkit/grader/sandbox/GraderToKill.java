package org.rnnkit.grader.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.sandbox.Sandbox.Limits;

/** The main class of a grader that a test kills. It has one worker, which sleeps. */
final class GraderToKill {

    private GraderToKill() {}

    /** Starts the worker, prints "started", and waits. */
    public static void main(String[] args) throws Exception {
        Path started = Files.createFile(Path.of(args[0], "started"));
        SandboxedProcess worker = new Sandbox(Trespass.bubblewrap(), Limits.DEFAULT, ControlGroup.findPlace()).start(
                Trespass.command("shell", "echo started >started; exec sleep " + args[1]),
                new Sandbox.Spec(Path.of(args[0]), Trespass.READABLE, List.of(started), false, Map.of()));
        while (Files.size(started) == 0 && worker.process().isAlive()) {
            Thread.sleep(20);
        }
        System.out.println("started");
        worker.process().waitFor();
    }
}
