package org.rnnkit.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rnnkit.cli.handout.CopyUpdate;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that brings a student's copy to a newer handout. */
@Command(name = "update", description = {"Brings your copy to a newer handout: the built kit, tests and chapters. Your steps "
    + "and your own files stay as they are.",
    "%nFirst the whole copy is copied to a folder beside it, such as rnn-kit-before-2026-11-29. Your changes of the kit's "
        + "own files, such as notes in a chapter, are there.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit update ~/Downloads/rnn-kit-main.zip",
        "  ./rnnkit update https://github.com/OWNER/REPOSITORY.git",
        "%nExit status:",
        "  0 done, or your copy has this handout already",
        "  2 usage error: nothing is changed",
        "  3 an error of the kit or of the machine"})
public final class UpdateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FROM", description = "The newer handout: a folder, a zip or tar archive, an address for git, or "
        + "the name of a git remote.")
    private String from;

    /** Version 1.0.0, whose last words after an update name this option. */
    @Option(names = "--undo", hidden = true)
    private void refuseUndo(boolean given) {
        if (given) {
            throw new ParameterException(spec.commandLine(), "An update can't be undone any more. The files that version 1.0.0 "
                    + "replaced are in .rnnkit/last-update/before");
        }
    }

    @Override
    public Integer call() {
        Path home = Kit.find(Steps.all()).home();
        if (Files.isDirectory(home.resolve("solutions/src"))) {
            throw new UsageException(home + " is the kit itself, with the reference. Only copies that ./rnnkit handout has "
                    + "made can be updated. Update the kit with git pull.");
        }
        System.out.println(new CopyUpdate(home).run(from));
        return 0;
    }
}
