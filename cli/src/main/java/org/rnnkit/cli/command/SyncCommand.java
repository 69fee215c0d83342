package org.rnnkit.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnnkit.cli.authoring.DerivedFiles;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command for maintainers that writes every file that follows from others. */
@Command(name = "sync", description = {"For maintainers: writes the stubs in exercises/ again from solutions/, the "
    + "chapters' examples from the graded tests, and from steps.yaml all lists of steps: the chapters' tables, "
    + "docs/grading.schema.json, .vscode/tasks.json and the class count in solutions/pom.xml. Stubs of steps that are "
    + "not in steps.yaml any more are deleted.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit sync            writes what differs",
        "  ./rnnkit sync --check    only says what differs",
        "%nExit status:",
        "  0 done; with --check: nothing differs",
        "  1 something differs (with --check)",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class SyncCommand implements Callable<Integer> {

    @Option(names = "--check", description = "Writes nothing and fails where something differs.")
    private boolean check;

    @Override
    public Integer call() throws IOException {
        Layout layout = Kit.find(Steps.all()).layout();
        if (!Files.isDirectory(layout.solutions())) {
            throw new UsageException("There is no solutions/ in " + layout.home() + " to write the stubs from.");
        }
        List<Path> differing = DerivedFiles.differing(layout);
        if (!check) {
            DerivedFiles.write(layout);
        }
        differing.forEach(file -> System.out.println((check ? "differs: " : Files.exists(file) ? "written: " : "deleted: ")
                + layout.home().relativize(file)));
        if (differing.isEmpty()) {
            System.out.println("All derived files are as they should be.");
        }
        return check && !differing.isEmpty() ? 1 : 0;
    }
}
