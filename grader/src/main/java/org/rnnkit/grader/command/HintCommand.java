package org.rnnkit.grader.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.WrongUse;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grading.Step;
import org.rnnkit.grading.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Helps with a step, as much as is asked for. */
@Command(name = "hint", description = {"Gives a hint for a step, from a nudge to nearly the line.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit hint                    for the first step that is not written yet",
        "  ./rnnkit hint 4                  a nudge for step 4",
        "  ./rnnkit hint 4 --more           the next one, too",
        "  ./rnnkit hint 4 --more --more    all three",
        "%nExit status:",
        "  0 done",
        "  2 wrong use",
        "  3 the kit's own trouble"})
public final class HintCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
    private String name;

    @Option(names = {"-m", "--more"}, description = "One hint more; can be given again.")
    private boolean[] more = {};

    @Override
    public Integer call() {
        Step step = name == null ? firstUnwritten() : named();
        if (step == null) {
            System.out.println("All steps are written. See how they do: ./rnnkit grade");
            return 0;
        }
        String file = "exercises/" + step.sourceFile();
        System.out.printf(Locale.ROOT, "Step %d, %s: %s%n", step.number(), step.title(), file);
        List<String> hints = step.hints();
        int shown = Math.min(more.length + 1, hints.size());
        for (int i = 0; i < shown; i++) {
            System.out.printf(Locale.ROOT, "%n%d. %s%n", i + 1, hints.get(i).strip());
        }
        String chapter = file.substring(0, file.lastIndexOf('/')) + "/README.md";
        System.out.println();
        System.out.println(shown < hints.size()
                ? "Another one: ./rnnkit hint " + step.number() + " --more".repeat(shown)
                : "There are no more hints. The chapter: " + chapter);
        return 0;
    }

    private Step named() {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Steps.withBonus().stream()
                .filter(step -> List.of(String.valueOf(step.number()), step.tag(), step.id()).contains(wanted))
                .findFirst()
                .orElseThrow(() -> new WrongUse("There is no step \"" + name + "\". The steps are 1 to "
                        + Steps.withBonus().size() + "."));
    }

    private static Step firstUnwritten() {
        Kit kit = Kit.here(Steps.all());
        return new Intake(kit).take("exercises").unwritten(kit.steps()).stream().findFirst().orElse(null);
    }
}
