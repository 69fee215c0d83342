package org.rnnkit.learner.watch;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Step;

/** What the loop shows. */
final class WatchView {

    private static final String KEYS = "h hint  l board  n/p next, previous  a test all  r reset  o solution  q quit";
    private static final int MAX_PRINTED = 20;
    private static final int MAX_PRINTED_BRIEF = 4;
    private static final int MAX_WIDTH = 240;
    private static final int INDENT = 2;

    private final Screen screen;
    private final Charset charset;

    WatchView(Screen screen, Charset charset) {
        this.screen = screen;
        this.charset = charset;
    }

    /** How many columns there are for what is said. */
    int width() {
        return screen.width() - INDENT;
    }

    /**
     * Shows where everything stands, what one step printed, what to do next and, where the eye is, what is wrong: on a
     * screen with fewer lines in fewer words.
     */
    void board(WatchState state, String done) {
        List<String> whole = lines(state, done, false);
        screen.clear();
        // The cursor has a line, too.
        (whole.size() < screen.height() ? whole : lines(state, done, true)).forEach(screen.out()::println);
        screen.out().flush();
    }

    /** The step to go on with, by what is known. */
    Optional<Step> wanted(WatchState state) {
        return board(state).wanted();
    }

    private Board board(WatchState state) {
        return state.states().board(charset, screen.width());
    }

    private List<String> lines(WatchState state, String done, boolean brief) {
        Step step = state.current();
        String printed = state.states().of(step).map(StepReport::output).orElse("");
        String next = state.states().isPassed(step) ? board(state).next(this::toDo) : toDo(step);
        String message = state.states().message(step).lines().filter(line -> !line.startsWith("Hint: ./rnnkit"))
                .map(line -> "\n    " + line).collect(Collectors.joining());
        String end = (message.isEmpty() ? "  " : "\n  ") + done + (screen.hasKeys() ? "\n  " + KEYS : "\n");
        String text = board(state).rows(step, brief) + printed(printed, brief ? MAX_PRINTED_BRIEF : MAX_PRINTED) + "\n" + next
                + message + "\n" + end;
        return WordWrap.of(Printable.of(text), screen.width()).lines().toList();
    }

    /** A save tests what was saved, so that no command for that is worth a line; the hint is a key where there are keys. */
    private String toDo(Step step) {
        return Board.place(step) + (screen.hasKeys() ? "" : String.format("    hint  ./rnnkit hint %d%n", step.number()));
    }

    private static String printed(String output, int max) {
        if (output.isEmpty()) {
            return "";
        }
        Stream<String> shown = output.lines().limit(max).map(line -> "    " + Printable.line(line, MAX_WIDTH));
        return "\n  Your code printed:\n" + shown.collect(Collectors.joining("\n"))
                + (output.lines().count() > max ? "\n    …\n" : "\n");
    }

    void say(String words) {
        WordWrap.of(words, width()).lines().forEach(line -> screen.out().println(" ".repeat(INDENT) + Printable.of(line)));
        screen.out().println();
        screen.out().flush();
    }

    void keys() {
        if (screen.hasKeys()) {
            say(KEYS);
        }
    }
}
