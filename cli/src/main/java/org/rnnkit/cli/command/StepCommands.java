package org.rnnkit.cli.command;

import java.util.List;
import java.util.Locale;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The commands about one step: a hint, and the stub again. */
public final class StepCommands {

    private StepCommands() {}

    /** Finds the step with a name on the command line: 4, step4 or step4rnn. */
    static Step step(String name) {
        List<Step> steps = Steps.withBonus();
        String wanted = name.toLowerCase(Locale.ROOT);
        return steps.stream()
                .filter(step -> List.of(String.valueOf(step.number()), step.tag(), step.id()).contains(wanted))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no step \"" + name + "\". The steps are 1 to "
                        + steps.get(steps.size() - 1).number() + "."));
    }

    /** Returns the first step that the learner has not written; null if all are written. */
    static Step firstUnwritten() {
        Kit kit = Kit.find(Steps.all());
        return new Intake(kit).take(Layout.EXERCISES).unwritten(kit.steps()).stream().findFirst().orElse(null);
    }
}
