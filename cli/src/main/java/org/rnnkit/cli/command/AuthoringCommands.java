package org.rnnkit.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnnkit.cli.authoring.DerivedFiles;
import org.rnnkit.cli.authoring.StepMentions;
import org.rnnkit.cli.authoring.StepSkeleton;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for maintainers who change the steps. */
public final class AuthoringCommands {

    private AuthoringCommands() {}

    /** The command for maintainers that writes every file that follows from others. */
    @Command(name = "sync", description = {"For maintainers: writes the stubs in exercises/ again from solutions/, the "
        + "chapters' examples from the graded tests, and from steps.yaml all lists of steps: the chapters' tables, "
        + "docs/grading.schema.json, .run/, .vscode/tasks.json and the class count in solutions/pom.xml. Stubs and run "
        + "configurations of steps that are not in steps.yaml any more are deleted. If a step is excluded, sync lists the "
        + "texts that still name it.", ""},
        footer = {"%nExamples:",
            "  ./rnnkit sync            writes what differs",
            "  ./rnnkit sync --check    only says what differs",
            "%nExit status:",
            "  0 done; with --check: nothing differs",
            "  1 something differs (with --check), or something of a deleted step is left",
            "  2 usage error",
            "  3 an error of the kit or of the machine"})
    public static final class Sync implements Callable<Integer> {

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
            List<Path> leftOver = DerivedFiles.leftOver(layout);
            leftOver.forEach(place -> System.out.println("not in steps.yaml, delete it or add its step: "
                    + layout.home().relativize(place)));
            for (Step excluded : DerivedFiles.steps(layout).excluded()) {
                List<String> places = StepMentions.of(excluded, layout);
                if (!places.isEmpty()) {
                    System.out.println("these texts still name step " + excluded.number() + ", " + excluded.title()
                            + ", which is excluded:");
                    places.forEach(place -> System.out.println("  " + place));
                }
            }
            return check && !differing.isEmpty() || !leftOver.isEmpty() ? 1 : 0;
        }
    }

    /** The command for maintainers that writes the skeleton of a new bonus step. */
    @Command(name = "new-step", description = {"For maintainers: writes the skeleton of a new bonus step, from its entry in "
        + "steps.yaml to its catalogue, and runs sync. It builds; its tests fail until it is filled in.", ""},
        footer = {"%nExample:",
            "  ./rnnkit new-step 14 Dropout",
            "%nExit status:",
            "  0 written",
            "  2 usage error; nothing is written",
            "  3 an error of the kit or of the machine; nothing is written"})
    public static final class NewStep implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "NUMBER", description = "The step's number, the next after the last step's.")
        private int number;

        @Parameters(index = "1", paramLabel = "NAME", description = "The name of the class that students write, such as "
                + "Dropout.")
        private String name;

        @Override
        public Integer call() throws IOException {
            Layout layout = Kit.find(Steps.all()).layout();
            if (!Files.isDirectory(layout.solutions())) {
                throw new UsageException("There is no solutions/ in " + layout.home() + ", which a new step needs.");
            }
            StepSkeleton skeleton = StepSkeleton.of(layout, number, name);
            skeleton.write();
            Step step = skeleton.step();
            System.out.printf(Locale.ROOT, "Written: the skeleton of step %d, %s. Fill in every TODO in these files:%n",
                    step.number(), step.title());
            skeleton.parts().forEach(part -> System.out.printf(Locale.ROOT, "  %s%n      %s%n",
                    layout.home().relativize(part.file()), part.toWrite()));
            System.out.printf(Locale.ROOT, "Try it:    mvn test -pl solutions -Dgroups=%s%n", step.tag());
            System.out.println("Then:      ./rnnkit sync");
            System.out.println("Finally:   mvn verify -pl cli,bench (KitTest names what is still missing)");
            return 0;
        }
    }
}
