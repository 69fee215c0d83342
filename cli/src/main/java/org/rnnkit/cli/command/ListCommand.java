package org.rnnkit.cli.command;

import java.nio.charset.Charset;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.guide.TerminalWidth;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how the steps stand. */
@Command(name = "list", description = {"Tests what is written in exercises/ and lists how each step stands.", ""},
    footer = {"%nExit status:",
        "  0 listed, however the steps stand",
        "  2 wrong use",
        "  3 the kit's own trouble"})
public final class ListCommand implements Callable<Integer> {

    @Mixin
    private FeedbackOptions options;

    @Override
    public Integer call() {
        Kit kit = Kit.find(Steps.withBonus());
        StepStates standings = new StepStates(kit.steps());
        options.test(kit, own -> kit.steps().forEach(step -> standings.put(own.test(step))));
        print(standings, Terminals.charset());
        return 0;
    }

    /** Shows the steps, what the first that does not pass says, and what to do next. */
    static void print(StepStates standings, Charset charset) {
        Board board = standings.board(charset, TerminalWidth.ofTerminal());
        System.out.printf("%s%n%s", board.rows(standings.next()), board.next());
    }
}
