package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.guide.StepReset;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that puts the stub of a step back. */
@Command(name = "reset", description = {"Copies your code of a step to runs/, and puts the stub back in its place.", ""},
    footer = {"%nExample:",
        "  ./rnnkit reset 4",
        "%nExit status:",
        "  0 done",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class ResetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
    private String name;

    @Override
    public Integer call() {
        Step step = StepArgument.of(name);
        Path copy = StepReset.reset(Kit.find(Steps.withBonus()), step);
        System.out.printf(Locale.ROOT, "Step %d is the stub again: exercises/%s%nThe copy of your code is %s%n",
                step.number(), step.sourceFile(), copy);
        return 0;
    }
}
