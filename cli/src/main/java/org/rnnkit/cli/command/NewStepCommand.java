package org.rnnkit.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnnkit.cli.authoring.StepSkeleton;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command for maintainers that writes the skeleton of a new bonus step. */
@Command(name = "new-step", description = {"For maintainers: writes the skeleton of a new bonus step, from its entry in "
    + "steps.yaml to its catalogue, and runs sync. It builds; its tests fail until it is filled in.", ""},
    footer = {"%nExample:",
        "  ./rnnkit new-step 14 Dropout",
        "%nExit status:",
        "  0 written",
        "  2 usage error; nothing is written",
        "  3 an error of the kit or of the machine; nothing is written"})
public final class NewStepCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "NUMBER", description = "The step's number, the next after the last step's.")
    private int number;

    @Parameters(index = "1", paramLabel = "NAME", description = "The name of the class that students write, such as Dropout.")
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
