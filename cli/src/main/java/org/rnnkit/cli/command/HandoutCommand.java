package org.rnnkit.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.cli.handout.ArtemisExercise;
import org.rnnkit.cli.handout.StudentCopy;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that makes the copy of the kit that students get. */
@Command(name = "handout", description = {"Makes the copy of the kit that students get: everything to build, test, grade and "
    + "train nine steps of their own, without the reference.",
    "%nThe stubs are made from solutions/, so code that you have written in exercises/ is not copied. If git is "
        + "installed, the copy is a repository with one commit, which you can push as a template.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit handout ~/rnn-kit-for-students",
        "  ./rnnkit handout ~/rnn-kit-on-artemis --layout artemis",
        "%nExit status:",
        "  0 done",
        "  2 usage error, or a part of the reference would be in the copy: nothing is written",
        "  3 an error of the kit or of the machine: nothing is written"})
public final class HandoutCommand implements Callable<Integer> {

    private static final String ARTEMIS = "artemis";

    @Parameters(paramLabel = "DIR", description = "The folder to write: outside the kit, and empty or new.")
    private Path folder;

    @Option(names = "--layout", paramLabel = "NAME", description = "artemis: writes the content of the three repositories of a "
            + "programming exercise on Artemis (template, tests, solution) instead of one repository.")
    private String layout;

    @Override
    public Integer call() {
        if (layout != null && !layout.equals(ARTEMIS)) {
            throw new UsageException("--layout " + layout + ": the only layout is " + ARTEMIS + ". Without the option, the "
                    + "handout is one repository.");
        }
        Path home = Kit.find(Steps.all()).home();
        if (!Files.isDirectory(home.resolve("solutions/src"))) {
            throw new UsageException("There is no solutions/ in " + home + ": this is a student's copy already. "
                    + "Hand it out as it is.");
        }
        Path target = checked(folder.toAbsolutePath().normalize(), home);
        if (layout != null) {
            new ArtemisExercise(home).write(target);
            System.out.println("Written: " + target + ", with template/, tests/ and solution/. Only instructors may see "
                    + "solution/. docs/platforms.md says how to go on.");
            System.out.println("Weights of the test cases: " + Steps.all().stream()
                    .map(step -> step.id() + " " + step.points()).collect(Collectors.joining(", ")) + ".");
            return 0;
        }
        boolean committed = new StudentCopy(home).write(target);
        System.out.println("Written: " + target + ", without the reference.");
        System.out.println(committed ? "It is a git repository with one commit: push it, and make it a template."
                : "git is not installed, so the folder is not a repository yet.");
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
