package org.rnnkit.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rnnkit.cli.handout.CopyUpdate;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that brings a student's copy to a newer handout. */
@Command(name = "update", description = {"Brings your copy to a newer handout: the built kit, tests and chapters. Your steps "
    + "and your own files stay as they are.",
    "%nIf you changed a file of the kit that the handout changes, too, yours is kept beside the new one, such as "
        + "README.md.mine.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit update ~/Downloads/rnn-kit-main.zip",
        "  ./rnnkit update https://github.com/OWNER/REPOSITORY.git",
        "  ./rnnkit update --undo",
        "%nExit status:",
        "  0 done, or your copy has this handout already",
        "  2 usage error: nothing is changed",
        "  3 an error of the kit or of the machine: nothing is changed"})
public final class UpdateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FROM", arity = "0..1", description = "The newer handout: a folder, a zip or tar archive, an "
        + "address for git, or the name of a git remote.")
    private String from;

    @Option(names = "--undo", description = "Puts everything back as it was before the last update.")
    private boolean undo;

    @Option(names = "--check", description = "Changes nothing and only says what would change.")
    private boolean check;

    @Override
    public Integer call() {
        Path home = Kit.find(Steps.all()).home();
        if (Files.isDirectory(home.resolve("solutions/src"))) {
            throw new UsageException(home + " is the kit itself, with the reference. Only copies that ./rnnkit handout has "
                    + "made can be updated. Update the kit with git pull.");
        }
        if (undo ? from != null || check : from == null) {
            throw new UsageException(undo ? "--undo takes nothing else." : "Name the newer handout, such as ./rnnkit update "
                    + "~/Downloads/rnn-kit-main.zip. See ./rnnkit update --help");
        }
        CopyUpdate update = new CopyUpdate(home);
        System.out.println(undo ? update.undo() : update.run(from, check));
        return 0;
    }
}
