package org.rnnkit.grader.watch;

import java.nio.charset.Charset;
import java.util.Optional;
import org.rnnkit.grader.learn.Standings;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grading.Board;
import org.rnnkit.grading.Step;

/** What the loop shows. */
final class View {

    private static final int MAX_PRINTED = 20;
    private static final int MAX_WIDTH = 240;

    private final Screen screen;
    private final Charset charset;
    private final Standings standings;

    View(Screen screen, Charset charset, Standings standings) {
        this.screen = screen;
        this.charset = charset;
        this.standings = standings;
    }

    int width() {
        return screen.width();
    }

    /** Shows where everything stands, what is wrong with one step and what it printed, and what to do next. */
    void board(Step step) {
        screen.clear();
        Board board = standings.board(charset);
        print(board.rows(Optional.of(step)));
        standings.of(step).map(StepReport::output).filter(printed -> !printed.isEmpty()).ifPresent(this::printed);
        screen.out().println();
        print(standings.isPassed(step) ? board.next(this::toDo) : toDo(step));
    }

    /** A save tests what was saved, so that no command for that is worth a line; the hint is a key where there are keys. */
    private String toDo(Step step) {
        return Board.place(step) + "    hint       " + (screen.hasKeys() ? "press h" : "./rnnkit hint " + step.number())
                + System.lineSeparator();
    }

    private void printed(String output) {
        screen.out().println("  Your code printed:");
        output.lines().limit(MAX_PRINTED).forEach(line -> screen.out().println("    " + Printable.line(line, MAX_WIDTH)));
        if (output.lines().count() > MAX_PRINTED) {
            screen.out().println("    …");
        }
    }

    void say(String words) {
        print("  " + words);
        screen.out().println();
        screen.out().flush();
    }

    void keys() {
        if (screen.hasKeys()) {
            say("h hint   l list   n/p next, previous   a all   r reset   o solution   q quit");
        }
    }

    private void print(String text) {
        text.lines().forEach(line -> screen.out().println(Printable.of(line)));
    }
}
