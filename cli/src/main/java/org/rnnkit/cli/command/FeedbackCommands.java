package org.rnnkit.cli.command;

import java.nio.charset.Charset;
import java.util.Locale;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.testkit.board.Board;

/** The commands that test a learner's own steps: all of them once, or each one as it is saved. */
public final class FeedbackCommands {

    private FeedbackCommands() {}

    /** Makes the board with the message of the first step that does not pass, and what to do next. */
    static String board(StepStates states, Charset charset, int width, boolean trained) {
        Board board = states.board(charset, width, trained);
        return String.format(Locale.ROOT, "%s%n%s", board.rows(states.next()), board.next());
    }
}
