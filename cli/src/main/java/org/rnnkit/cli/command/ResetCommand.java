package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.guide.Attempt;
import org.rnnkit.learner.guide.Attempts;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
public final class ResetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
    private String name;

    @Option(names = "--list", description = "Shows the attempts of the step, and changes nothing.")
    private boolean list;

    @Option(names = "--to", paramLabel = "N", description = "The number of the attempt in this list.")
    private Integer number;

    @Override
    public Integer call() {
        Step step = StepCommands.step(name);
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
            Optional<Path> copy = Attempts.reset(kit, step);
            System.out.printf(Locale.ROOT, "Step %d is the stub again: exercises/%s%n", step.number(), step.sourceFile());
            copy.ifPresent(path -> System.out.println("The copy of your code is " + path));
        }
        return 0;
    }
}
