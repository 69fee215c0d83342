package org.rnnkit.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.learner.guide.SolutionView;
import org.rnnkit.learner.guide.TerminalWidth;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command that shows the reference's code of a step that passes. */
@Command(name = "solution", description = {"Shows your code of a step beside the reference's, once yours passes.", ""},
    footer = {"%nExample:",
        "  ./rnnkit solution 4",
        "%nExit status:",
        "  0 shown",
        "  1 the step does not pass yet",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class SolutionCommand implements Callable<Integer> {

    @Parameters(paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
    private String name;

    @Mixin
    private FeedbackOptions options;

    @Override
    public Integer call() {
        Kit kit = Kit.find(Steps.withBonus());
        Step step = StepArgument.of(name);
        List<StepReport> reports = new ArrayList<>();
        options.test(kit, own -> reports.add(own.test(step)));
        if (reports.get(0).status() != StepStatus.PASSED) {
            System.err.printf(Locale.ROOT, "rnnkit: step %d does not pass yet. You can see its solution once it passes. "
                    + "For a hint: ./rnnkit hint %d%n", step.number(), step.number());
            return 1;
        }
        System.out.print(SolutionView.beside(kit, step, TerminalWidth.ofTerminal()));
        return 0;
    }
}
