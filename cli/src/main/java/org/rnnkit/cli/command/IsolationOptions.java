package org.rnnkit.cli.command;

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
