package org.rnnkit.cli.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.guide.HintText;
import org.rnnkit.learner.guide.TerminalWidth;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that shows hints for a step, one or more. */
@Command(name = "hint", description = {"Shows a hint for a step; with --more, further hints, up to nearly the solution.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit hint                    for the first step that is not written yet",
        "  ./rnnkit hint 4                  the first hint for step 4",
        "  ./rnnkit hint 4 --more           the second hint, too",
        "  ./rnnkit hint 4 --more --more    all three hints",
        "%nExit status:",
        "  0 done",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class HintCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
    private String name;

    @Option(names = {"-m", "--more"}, description = "Shows one more hint; can be repeated.")
    private boolean[] more = {};

    @Override
    public Integer call() {
        Step step = name == null ? firstUnwritten() : StepArgument.of(name);
        if (step == null) {
            System.out.println("All steps are written. To test them: ./rnnkit list");
            return 0;
        }
        int shown = Math.min(more.length + 1, step.hints().size());
        System.out.printf(Locale.ROOT, "%s%n%n", HintText.of(step, shown, TerminalWidth.ofTerminal()));
        System.out.println(shown < step.hints().size()
                ? "Another hint: ./rnnkit hint " + step.number() + " --more".repeat(shown)
                : "There are no more hints. The chapter:\n" + step.chapterFile());
        return 0;
    }

    private static Step firstUnwritten() {
        Kit kit = Kit.find(Steps.all());
        return new Intake(kit).take(Layout.EXERCISES).unwritten(kit.steps()).stream().findFirst().orElse(null);
    }
}
