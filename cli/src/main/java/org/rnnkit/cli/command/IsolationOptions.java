package org.rnnkit.cli.command;

import java.util.List;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.Sandbox.Isolation;
import org.rnnkit.grader.sandbox.Sandbox.Limits;
import org.rnnkit.grader.sandbox.SandboxFinder;
import picocli.CommandLine.Option;

/** The options for the sandbox in which other people's code runs. */
final class IsolationOptions {

    @Option(names = "--isolation", paramLabel = "NAME", defaultValue = "auto",
            description = "auto, bubblewrap or process. Default: ${DEFAULT-VALUE}, which is bubblewrap if it works here. "
                    + "process has limits, but is no sandbox: its result is feedback, not a mark.")
    private String isolation;

    @Option(names = "--require-isolation", description = "Grades only in the sandbox, bubblewrap.")
    private boolean required;

    /** Lists the options with which another command isolates in the same way. */
    List<String> repeat() {
        return required ? List.of("--isolation", isolation, "--require-isolation") : List.of("--isolation", isolation);
    }

    /** Finds the sandbox that the options ask for. If it is a plain process, a line says so. */
    Sandbox sandbox(Kit kit, Limits limits) {
        Sandbox sandbox = find(new SandboxFinder(kit.engineClassPath(), limits));
        if (sandbox.isolation().kind() == Isolation.Kind.PROCESS) {
            System.err.println("rnnkit: no sandbox: the code can use your files and your network, and the result is feedback, "
                    + "not a mark. ./rnnkit doctor says how to get a sandbox.");
        }
        return sandbox;
    }

    private Sandbox find(SandboxFinder finder) {
        if (required && isolation.equals(Isolation.Kind.PROCESS.word())) {
            throw new UsageException("--isolation process is no sandbox, and --require-isolation asks for one: leave one out.");
        }
        if (!isolation.equals("auto")) {
            return finder.named(isolation);
        }
        return required ? finder.bestSandbox() : finder.best();
    }
}
