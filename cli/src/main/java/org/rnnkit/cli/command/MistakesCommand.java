package org.rnnkit.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Parameters;

/** The command for instructors that shows the wrong solutions of the catalogue. */
@Command(name = "mistakes", description = {"For instructors: lists the wrong solutions of a step that test the graded tests, "
    + "or shows one of them, with the lines that differ from the reference and the message that a student reads.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit mistakes 4                     lists those of step 4",
        "  ./rnnkit mistakes 4 batch-major-logits  shows one of them",
        "%nExit status:",
        "  0 shown",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class MistakesCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
    private String stepName;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME",
            description = "The wrong solution's name, or its beginning.")
    private String name;

    @Override
    public Integer call() {
        Layout layout = Kit.find(Steps.all()).layout();
        Step step = StepCommands.step(stepName);
        List<CatalogueSolution> all = CatalogueSolution.wrong(layout, step);
        if (all.isEmpty()) {
            throw new UsageException("There are no wrong solutions of step " + step.number() + " in " + layout.home()
                    + ". Only the whole kit has them, a student's copy does not.");
        }
        if (name == null) {
            all.forEach(wrong -> System.out.printf(Locale.ROOT, "%s (%s)%n    %s%n", wrong.name(),
                    wrong.entry().counts().word(), wrong.entry().mistake()));
            System.out.printf(Locale.ROOT, "%nStep %d has %d wrong solutions. (named): its message names the mistake. "
                    + "(symptom): it says what is wrong with the result.%nTo see one: ./rnnkit mistakes %d NAME%n",
                    step.number(), all.size(), step.number());
        } else {
            show(find(all, step));
        }
        return 0;
    }

    private CatalogueSolution find(List<CatalogueSolution> all, Step step) {
        List<CatalogueSolution> found = all.stream().filter(wrong -> wrong.name().startsWith(name)).toList();
        return found.stream().filter(wrong -> found.size() == 1 || wrong.name().equals(name)).findFirst()
                .orElseThrow(() -> new UsageException(found.isEmpty()
                        ? "Step " + step.number() + " has no wrong solution \"" + name + "\". To list them: ./rnnkit mistakes "
                                + step.number()
                        : "\"" + name + "\" is the beginning of several: "
                                + found.stream().map(CatalogueSolution::name).collect(Collectors.joining(", ")) + "."));
    }

    private static void show(CatalogueSolution wrong) {
        System.out.printf(Locale.ROOT, "Step %d, %s: %s%n%n", wrong.step().number(), wrong.name(), wrong.entry().mistake());
        wrong.lines().forEach(line -> System.out.println(colored(line)));
        System.out.printf(Locale.ROOT, "%nThe student reads: %s%n", wrong.entry().message());
    }

    /** Marks a line that is taken out or put in, in color where the terminal has colors. */
    private static String colored(CatalogueSolution.Line line) {
        String text = line.mark() + " " + line.text();
        if (line.mark() == ' ' || !Ansi.AUTO.enabled()) {
            return text;
        }
        Style color = line.mark() == '+' ? Style.fg_green : Style.fg_red;
        return Style.on(color) + text + Style.off(color);
    }
}
