package org.rnnkit.cli.command;

import java.util.List;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.IsolationKind;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxFinder;
import picocli.CommandLine.Option;

/** The options for the sandbox in which other people's code runs. */
final class IsolationOptions {

    @Option(names = "--isolation", paramLabel = "NAME", defaultValue = "auto",
            description = "auto, bubblewrap, unshare or process. Default: ${DEFAULT-VALUE}, the first of the others that "
                    + "works here. process has limits, but is no sandbox.")
    private String isolation;

    @Option(names = "--require-isolation", description = "Grades only if a sandbox works.")
    private boolean required;

    /** Lists the options with which another command isolates in the same way. */
    List<String> repeat() {
        return required ? List.of("--isolation", isolation, "--require-isolation") : List.of("--isolation", isolation);
    }

    /** Finds the sandbox that the options ask for. */
    Sandbox sandbox(Kit kit, Limits limits) {
        SandboxFinder finder = new SandboxFinder(kit.engineClassPath(), limits);
        if (required && isolation.equals(IsolationKind.PROCESS.word())) {
            throw new UsageException("--isolation process is no sandbox, and --require-isolation asks for one: leave one out.");
        }
        if (!isolation.equals("auto")) {
            return finder.named(isolation);
        }
        return required ? finder.bestSandbox() : finder.best();
    }
}
