package org.rnnkit.cli.command;

import java.util.List;
import java.util.Locale;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The name of a step on the command line: 4, step4 or step4rnn. */
final class StepArgument {

    private StepArgument() {}

    /** Finds the step with a name. */
    static Step of(String name) {
        List<Step> steps = Steps.withBonus();
        String wanted = name.toLowerCase(Locale.ROOT);
        return steps.stream()
                .filter(step -> List.of(String.valueOf(step.number()), step.tag(), step.id()).contains(wanted))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no step \"" + name + "\". The steps are 1 to "
                        + steps.get(steps.size() - 1).number() + "."));
    }
}
