package org.rnnkit.cli.command;

import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.IsolationKind;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxFinder;
import picocli.CommandLine.Option;

/** The options of everything that runs other people's code: what keeps it away from the machine. */
final class IsolationOptions {

    @Option(names = "--isolation", paramLabel = "NAME", defaultValue = "auto",
            description = "auto, bubblewrap, unshare or process. Default: ${DEFAULT-VALUE}, the first of these that works "
                    + "here. A process has limits and no sandbox.")
    private String isolation;

    @Option(names = "--require-isolation", description = "Grades in a sandbox or not at all.")
    private boolean required;

    /** Tries what there is. */
    Sandbox confinement(Kit kit, Limits limits) {
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
