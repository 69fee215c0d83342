package org.rnnkit.learner.watch;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.board.StepStateKind;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Step;

/** The output of the session: the board and short messages on a screen. */
final class WatchView {

    private static final List<String> KEYS = List.of("h hint", "l board", "n/p next, previous", "a test all", "s stop",
            "r reset", "o solution", "q quit");
    private static final String PLAY = "\n  Your code can write now, with the kit's small trained model: ./rnnkit play\n";
    private static final int MAX_PRINTED = 20;
    private static final int MAX_PRINTED_BRIEF = 4;
    private static final int MAX_WIDTH = 240;
    private static final int INDENT = 2;
    private static final char NO_BREAK = '\u00a0';

    private final Screen screen;
    private final Charset charset;
    private final List<String> keys;
    private final BooleanSupplier trained;
    private boolean endsWithKeys;

    /** Makes a view. Without the reference there is no key that shows its code. */
    WatchView(Screen screen, Charset charset, boolean hasReference, BooleanSupplier trained) {
        this.trained = trained;
        this.screen = screen;
        this.charset = charset;
        this.keys = hasReference ? KEYS : KEYS.stream().filter(key -> !key.equals("o solution")).toList();
    }

    /** Returns the number of columns that a message may take. */
    int width() {
        return screen.width() - INDENT;
    }

    /**
     * Shows the board: the state of every step, what one step printed, what to do next and, as the last and so most
     * visible part, what is wrong. A shorter form is used where the screen has too few lines.
     */
    void board(WatchProgress progress, String done) {
        List<String> fullText = lines(progress, done, false);
        screen.clear();
        // One line more is needed for the cursor.
        (fullText.size() < screen.height() ? fullText : lines(progress, done, true)).forEach(screen.out()::println);
        screen.out().flush();
        endsWithKeys = screen.hasKeys();
    }

    /** Returns the step to work on next, if one is left. */
    Optional<Step> nextStep(StepStates states) {
        return board(states).nextStep();
    }

    private Board board(StepStates states) {
        return states.board(charset, screen.width(), trained.getAsBoolean());
    }

    private List<String> lines(WatchProgress progress, String done, boolean brief) {
        StepStates states = progress.states();
        Step step = progress.current();
        String printed = states.report(step).map(StepReport::output).orElse("");
        List<Step> wrong = states.steps().stream()
                .filter(one -> states.state(one).kind() == StepStateKind.WRONG).toList();
        Board board = board(states);
        Step first = wrong.stream().findFirst().filter(one -> one.number() < step.number()).orElse(step);
        String next = states.isPassed(step) ? board.next(this::toDo) : toDo(Board.NEXT, first);
        String others = wrong.stream().filter(one -> !one.equals(step))
                .map(one -> String.format(Locale.ROOT, "%n  Step %d: %s", one.number(),
                        states.state(one).message().lines().findFirst().orElse("")))
                .collect(Collectors.joining());
        // Below the description of another step, the message says whose it is.
        String whose = first.equals(step) && !states.isPassed(step) ? "" : "\n  Step " + step.number() + ":";
        String message = states.messageWithoutHint(step).lines().map(line -> "\n    " + line).collect(Collectors.joining());
        String end = (message.isEmpty() ? "  " : "\n  ") + done
                + (screen.hasKeys() ? "\n" + keys() : "\n");
        String text = board.rows(step, brief) + printedPart(printed, brief ? MAX_PRINTED_BRIEF : MAX_PRINTED)
                + (step.number() == StepStates.PREDICTION && states.canWrite() ? PLAY : "")
                + (others.isEmpty() ? "" : others + "\n") + "\n" + next + (message.isEmpty() ? "" : whose + message)
                + "\n" + end;
        return WordWrap.of(Printable.of(text), screen.width()).lines().toList();
    }

    /** Says what to do for a step. No command for its tests: a save runs them. No command for a hint where a key gives it. */
    private String toDo(String begin, Step step) {
        return Board.place(begin, step)
                + (screen.hasKeys() ? "" : String.format(Locale.ROOT, "    hint  ./rnnkit hint %d%n", step.number()));
    }

    private static String printedPart(String output, int max) {
        if (output.isEmpty()) {
            return "";
        }
        Stream<String> shown = output.lines().limit(max).map(line -> "    " + Printable.line(line, MAX_WIDTH));
        return "\n  Your code printed:\n" + shown.collect(Collectors.joining("\n"))
                + (output.lines().count() > max ? "\n    …\n" : "\n");
    }

    /** Shows a message. */
    void say(String message) {
        WordWrap.of(message, width()).lines()
                .forEach(line -> screen.out().println(" ".repeat(INDENT) + Printable.of(line)));
        screen.out().println();
        screen.out().flush();
        endsWithKeys = false;
    }

    /** Lists the keys, if keys are read. It does nothing while they are the last thing on the screen. */
    void showKeys() {
        if (screen.hasKeys() && !endsWithKeys) {
            screen.out().println(keys());
            screen.out().flush();
            endsWithKeys = true;
        }
    }

    /** Returns the keys with what they do, in as many lines as they need. */
    private String keys() {
        // No line ends within the words of a key.
        String line = keys.stream().map(key -> key.replace(' ', NO_BREAK)).collect(Collectors.joining("  "));
        return WordWrap.of(" ".repeat(INDENT) + line, screen.width()).replace(NO_BREAK, ' ');
    }
}
