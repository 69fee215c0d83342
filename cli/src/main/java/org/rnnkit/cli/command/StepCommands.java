package org.rnnkit.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.guide.Attempts;
import org.rnnkit.learner.guide.Attempts.Attempt;
import org.rnnkit.learner.guide.StepHelp;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    public static final class Hint implements Callable<Integer> {

        @Parameters(arity = "0..1", paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
        private String name;

        @Option(names = {"-m", "--more"}, description = "Shows the next hint.")
        private boolean more;

        @Override
        public Integer call() {
            Step step = name == null ? firstUnwritten() : step(name);
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

    /** The command that puts the stub of a step back, or an earlier attempt. */
    @Command(name = "reset", description = {
        "Puts the stub of a step back, or one of your earlier attempts.",
        "Your code is kept as an attempt, as is each save that ./rnnkit watch or studio tests.", ""},
        footer = {"%nExamples:",
            "  ./rnnkit reset 4             puts the stub back",
            "  ./rnnkit reset 4 --list      shows the attempts, the newest first",
            "  ./rnnkit reset 4 --to 2      takes the second of the list back",
            "%nExit status:",
            "  0 done",
            "  2 usage error",
            "  3 an error of the kit or of the machine"})
    public static final class Reset implements Callable<Integer> {

        @Parameters(paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
        private String name;

        @Option(names = "--list", description = "Shows the attempts of the step, and changes nothing.")
        private boolean list;

        @Option(names = "--to", paramLabel = "N", description = "The number of the attempt in this list.")
        private Integer number;

        @Override
        public Integer call() {
            Step step = step(name);
            Kit kit = Kit.find(Steps.withBonus());
            Attempts attempts = Attempts.of(kit, step);
            List<Attempt> all = attempts.list();
            if (list) {
                System.out.println(all.isEmpty() ? "No attempt of step " + step.number() + " is kept yet."
                        : IntStream.range(0, all.size()).mapToObj(i -> String.format(Locale.ROOT, "%3d  %s  %-9s  %s", i + 1,
                                all.get(i).time(), all.get(i).state(), all.get(i).copy())).collect(Collectors.joining("\n")));
            } else if (number != null) {
                attempts.takeBack(all.isEmpty() ? ""
                        : all.get(CommandChecks.between(1, all.size(), "--to", number) - 1).name());
                System.out.printf(Locale.ROOT, "The attempt is in exercises/%s; what was there is kept.%n", step.sourceFile());
            } else {
                System.out.printf(Locale.ROOT, "Step %d is the stub again: exercises/%s%nThe copy of your code is %s%n",
                        step.number(), step.sourceFile(), Attempts.reset(kit, step));
            }
            return 0;
        }
    }
}
