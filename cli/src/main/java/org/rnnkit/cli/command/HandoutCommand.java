package org.rnnkit.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rnnkit.cli.handout.StudentCopy;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the copy of the kit that students get. */
@Command(name = "handout", description = {"Makes the copy of the kit that students get: everything to build, test, grade and "
    + "train nine steps of their own, without the reference.",
    "%nThe nine stubs are made anew from solutions/, whatever is in exercises/. If git is there, the copy is a repository "
        + "with one commit, to be pushed as a template.%n"},
    footer = {"%nExample:",
        "  ./rnnkit handout ~/rnn-kit-for-students",
        "%nExit status:",
        "  0 done",
        "  2 wrong use, or something of the reference would be in it: nothing is written",
        "  3 the kit's own trouble: nothing is written"})
public final class HandoutCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder to write: empty or not there, and not in the kit.")
    private Path folder;

    @Override
    public Integer call() {
        Path home = Kit.find(Steps.all()).home();
        if (!Files.isDirectory(home.resolve("solutions/src"))) {
            throw new UsageException("There is no solutions/ in " + home + ": it is a student's copy itself. "
                    + "Hand it out as it is.");
        }
        Path target = checked(folder.toAbsolutePath().normalize(), home);
        boolean committed = new StudentCopy(home).write(target);
        System.out.println("Written: " + target + ", without the reference.");
        System.out.println(committed ? "It is a git repository with one commit: push it, and make it a template."
                : "git is not here: the folder is no repository yet.");
        return 0;
    }

    private static Path checked(Path target, Path home) {
        if (target.startsWith(home)) {
            throw new UsageException(target + " is in the kit. Choose a folder outside of " + home + ".");
        }
        if (Files.exists(target) && !isEmpty(target)) {
            throw new UsageException(target + " is not an empty folder. Choose another, or empty it.");
        }
        return target;
    }

    private static boolean isEmpty(Path target) {
        if (!Files.isDirectory(target)) {
            return false;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + target, e);
        }
    }
}
