package org.rnnkit.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rnnkit.cli.handout.StudentCopy;
import org.rnnkit.cli.handout.WrittenHandout;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that makes the copy of the kit that students get. */
@Command(name = "handout", description = {"Makes the copy of the kit that students get: everything to test, grade and "
    + "train nine steps of their own, without the reference. It has the built kit, so students build nothing.",
    "%nThe stubs are made from solutions/, so code that you have written in exercises/ is not copied. If git is "
        + "installed, the copy is a repository with one commit, which you can push as a template.",
    "%nA second handout into the same folder is a commit on top of the first. Students bring their copies to it with "
        + "./rnnkit update.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit handout ~/rnn-kit-for-students",
        "%nExit status:",
        "  0 done, or nothing has changed since the handout in this folder",
        "  2 usage error, or a part of the reference would be in the copy: nothing is written",
        "  3 an error of the kit or of the machine: nothing is written"})
public final class HandoutCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder to write: outside the kit, and empty, new, or with an "
        + "earlier handout.")
    private Path folder;

    @Override
    public Integer call() {
        Path home = Kit.find(Steps.all()).home();
        if (!Files.isDirectory(home.resolve("solutions/src"))) {
            throw new UsageException("There is no solutions/ in " + home + ": this is a student's copy already. "
                    + "Hand it out as it is.");
        }
        Path target = folder.toAbsolutePath().normalize();
        if (target.startsWith(home)) {
            throw new UsageException(target + " is in the kit. Choose a folder outside of " + home + ".");
        }
        WrittenHandout written = new StudentCopy(home).write(target);
        System.out.println(written.sentences());
        remember(written, home);
        return 0;
    }

    /** Writes the record of the newest handout to the kit, so that grading can tell which copies are behind. */
    private static void remember(WrittenHandout written, Path home) {
        if (Handout.find(home).map(Handout::getVersion).orElse(0) < written.handout().getVersion()) {
            try {
                AtomicFile.write(home.resolve(Handout.FILE), written.handout().toJson());
            } catch (IOException e) {
                throw new UncheckedIOException("can't write to " + home, e);
            }
            System.out.println("The kit's " + Handout.FILE + " is new. If you grade a class, commit it, so that grading "
                    + "knows the newest handout.");
        }
    }
}
