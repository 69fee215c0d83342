package org.rnnkit.cli.command;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.guide.TerminalWidth;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.testkit.steps.Translation;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that tests all steps and lists their results. */
@Command(name = "list", description = {"Tests the steps that are written in exercises/ and lists the result of each.",
    "%nIf nothing has changed since the last time, it shows the same results again, without testing.", ""},
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
        Submission submission = new Intake(kit).take(Layout.EXERCISES);
        Charset charset = Terminals.charset();
        int width = TerminalWidth.ofTerminal();
        KeptBoard kept = new KeptBoard(kit, submission,
                List.of(options.limit(), charset, width, Translation.chosen().code()));
        System.out.print(kept.read().orElseGet(() -> {
            List<StepReport> reports = new ArrayList<>();
            options.test(kit, submission, own -> kit.steps().forEach(step -> reports.add(own.test(step))));
            String board = board(new StepStates(kit.steps()).withAll(reports), charset, width);
            kept.write(board, reports);
            return board;
        }));
        return 0;
    }

    /** Makes the board with the message of the first step that does not pass, and what to do next. */
    static String board(StepStates states, Charset charset, int width) {
        Board board = states.board(charset, width);
        return String.format(Locale.ROOT, "%s%n%s", board.rows(states.next()), board.next());
    }
}
