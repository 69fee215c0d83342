package org.rnnkit.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.guide.StepHelp;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that shows the hints for a step, one after the other. */
@Command(name = "hint",
    description = {"Shows the first hint for a step; with --more, the next one. The last is nearly the solution.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit hint                    for the first step that is not written yet",
        "  ./rnnkit hint 4                  the first hint for step 4",
        "  ./rnnkit hint 4 --more           the next hint; again, the one after it",
        "%nExit status:",
        "  0 done",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class HintCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
    private String name;

    @Option(names = {"-m", "--more"}, description = "Shows the next hint.")
    private boolean more;

    @Override
    public Integer call() {
        Step step = name == null ? StepCommands.firstUnwritten() : StepCommands.step(name);
        if (step == null) {
            System.out.println("All steps are written. To test them: ./rnnkit list");
            return 0;
        }
        int number = StepHelp.chooseHint(Kit.find(List.of(step)), step, more);
        System.out.println(StepHelp.hint(step, number, Terminals.width()) + "\n\n" + (number < step.hints().size()
                ? "The next hint: ./rnnkit hint " + step.number() + " --more"
                : "There are no more hints. The chapter:\n" + step.chapterFile()));
        return 0;
    }
}
