package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.guide.StepReset;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Begins a step anew. */
@Command(name = "reset", description = {"Puts the stub back in a step's place; what is there is copied first.", ""},
    footer = {"%nExample:",
        "  ./rnnkit reset 4",
        "%nExit status:",
        "  0 done",
        "  2 wrong use",
        "  3 the kit's own trouble"})
public final class ResetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
    private String name;

    @Override
    public Integer call() {
        Step step = StepArgument.of(name);
        Path copy = StepReset.step(Kit.find(Steps.withBonus()), step);
        System.out.printf("Step %d is the stub again: exercises/%s%nYour code is in %s%n", step.number(), step.sourceFile(),
                copy);
        return 0;
    }
}
