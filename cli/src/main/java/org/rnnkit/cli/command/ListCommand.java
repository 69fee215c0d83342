package org.rnnkit.cli.command;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.guide.TerminalWidth;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that tests all steps and lists their results. */
@Command(name = "list", description = {"Tests the steps that are written in exercises/ and lists the result of each.", ""},
    footer = {"%nExit status:",
        "  0 listed, even if steps do not pass",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class ListCommand implements Callable<Integer> {

    @Mixin
    private FeedbackOptions options;

    @Override
    public Integer call() {
        Kit kit = Kit.find(Steps.withBonus());
        List<StepReport> reports = new ArrayList<>();
        options.test(kit, own -> kit.steps().forEach(step -> reports.add(own.test(step))));
        print(new StepStates(kit.steps()).withAll(reports), Terminals.charset());
        return 0;
    }

    /** Shows the board with the message of the first step that does not pass, and what to do next. */
    static void print(StepStates states, Charset charset) {
        Board board = states.board(charset, TerminalWidth.ofTerminal());
        System.out.printf("%s%n%s", board.rows(states.next()), board.next());
    }
}
