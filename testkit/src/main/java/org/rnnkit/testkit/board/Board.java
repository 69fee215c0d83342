package org.rnnkit.testkit.board;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The board that a student reads: a line for each step, the message of the first failure, and what to do next. */
public final class Board {

    /** The first word of what to do next. */
    public static final String NEXT = "Next";

    private static final int LONGEST_MESSAGE = 16;
    private static final int MAX_BAR = 76;
    private static final int TITLE = 20;
    private static final int INDENT = 9;

    /** In fewer columns no title has room. */
    private static final int MIN_WIDTH = 20;
    /** The columns in front of a step's title. */
    private static final int BEFORE_TITLE = 8;

    private static final String ALL_DONE = """
              All of them. Train your model: ./rnnkit train
            """;

    private static final String TRAINED = """
              All of them, and a model is trained. Let it write: ./rnnkit play
              More about it is in the studio, under Training: ./rnnkit studio
            """;

    /** The list of what a student can do when all steps are written. */
    private static final String THEN = """

              And then:
                ./rnnkit play        you type a beginning, the model continues it
                ./rnnkit experiment  short trainings that answer questions
                ./rnnkit grade       the report of your steps, as a course makes it
              train and grade make a page and print where it is.
            """;

    private final List<StepState> steps;
    private final List<StepState> bonus;
    private final boolean plain;
    private final int width;
    private final boolean trained;

    /**
     * Makes a board.
     *
     * @param states the states of the steps, in order
     * @param charset the character set of the output
     * @param width the number of columns
     * @param trained whether a training has finished
     */
    public Board(List<StepState> states, Charset charset, int width, boolean trained) {
        Map<Boolean, List<StepState>> parts = states.stream()
                .collect(Collectors.partitioningBy(state -> !Steps.bonus().contains(state.step())));
        this.steps = parts.get(true);
        this.bonus = parts.get(false);
        this.plain = !charset.newEncoder().canEncode("✔✘·⋯─━›");
        this.width = Math.max(MIN_WIDTH, width);
        this.trained = trained;
    }

    /**
     * Tells whether a training has finished, and its model is kept.
     *
     * @param runs the kit's folder of all trainings; it need not exist
     * @return whether there is one
     */
    public static boolean hasTraining(Path runs) {
        try (Stream<Path> entries = Files.list(runs)) {
            return entries.anyMatch(Board::isTraining);
        } catch (IOException none) {
            return false;
        }
    }

    /**
     * Tells whether an entry of this folder is a training with its model. No link is followed.
     *
     * @param entry the entry
     * @return whether it has the files
     */
    public static boolean isTraining(Path entry) {
        return !entry.getFileName().toString().startsWith(".") && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && Stream.of("summary.json", "model.json", "model.safetensors")
                        .allMatch(name -> Files.isRegularFile(entry.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Returns everything that a test run prints.
     *
     * @param page the path of the page with the same verdicts, which is named if a test fails; empty if there is no page
     */
    String text(String page) {
        Optional<Step> shownStep = steps.stream().filter(Board::isWrong).findFirst()
                .or(() -> bonus.stream().filter(Board::isWrong).findFirst()).map(StepState::step);
        String see = shownStep.isEmpty() || page.isEmpty() ? "" : String.format(Locale.ROOT, "    page  %s%n", page);
        return rows(shownStep) + String.format(Locale.ROOT, "%n%s%s%n", next(), see);
    }

    /**
     * Returns the number of passed steps, in words and as a bar, and a line for each step.
     *
     * @param shownStep the step whose message is shown, if any
     * @return the lines
     */
    public String rows(Optional<Step> shownStep) {
        return parts((name, part) -> head(name, part) + part.stream().map(state -> row(" ", state)
                + (shownStep.filter(state.step()::equals).isPresent() ? message(state) : "")).collect(Collectors.joining()));
    }

    /**
     * Returns the same lines without a message, and with a mark at the current step.
     *
     * @param current the step to mark
     * @param brief whether neighbouring steps in the same state share a line
     * @return the lines
     */
    public String rows(Step current, boolean brief) {
        return parts((name, part) -> {
            StringBuilder text = new StringBuilder(head(name, part));
            int next;
            for (int i = 0; i < part.size(); i = next) {
                StepState first = part.get(i);
                boolean here = first.step().equals(current);
                next = i + 1;
                while (brief && !here && next < part.size() && haveSameState(first, part.get(next))
                        && !part.get(next).step().equals(current)) {
                    next++;
                }
                int last = part.get(next - 1).step().number();
                text.append(row(here ? plain ? ">" : "›" : " ", first, next == i + 1 ? first.step().title() : "to " + last));
            }
            return text.toString();
        });
    }

    private static boolean haveSameState(StepState one, StepState other) {
        return one.kind() == other.kind() && one.words().equals(other.words());
    }

    private String parts(BiFunction<String, List<StepState>, String> part) {
        return (steps.isEmpty() ? "" : part.apply("RNN Kit: ", steps)) + (showsBonus() ? part.apply("Bonus: ", bonus) : "");
    }

    /** Tells whether bonus steps are shown: once the nine pass or a bonus step is begun. Before, they would only confuse. */
    private boolean showsBonus() {
        return !bonus.isEmpty()
                && (allPass(steps) || bonus.stream().anyMatch(state -> state.kind() != StepStateKind.NOT_STARTED));
    }

    private static boolean allPass(List<StepState> states) {
        return states.stream().allMatch(StepState::isPassed);
    }

    private static boolean isWrong(StepState state) {
        return state.kind() == StepStateKind.WRONG;
    }

    private String head(String name, List<StepState> states) {
        int all = states.size();
        int bar = Math.min(MAX_BAR, width - 4);
        int passed = (int) states.stream().filter(StepState::isPassed).count();
        int done = bar * passed / all;
        long untested = states.stream().filter(state -> state.words().equals(StepState.NOT_TESTED)).count();
        String count = (all == 1 ? passed + " of 1 step passes" : passed + " of " + all + " steps pass")
                + (untested == 0 ? "" : ", " + untested + " not tested yet");
        return String.format(Locale.ROOT, "%n  %s%s%n  %s%s%n", name, count, (plain ? "=" : "━").repeat(done),
                (plain ? "-" : "─").repeat(bar - done));
    }

    private String row(String mark, StepState state) {
        return row(mark, state, state.step().title());
    }

    /** Returns a step's line. On a narrow terminal, its words come nearer to the title or go to a second line. */
    private String row(String mark, StepState state, String title) {
        String words = state.words();
        int room = width - BEFORE_TITLE - 2 - words.length();
        String begin = String.format(Locale.ROOT, "%s %s %2d  %s", mark, sign(state.kind()), state.step().number(), title);
        if (room < title.length()) {
            return String.format(Locale.ROOT, "%s%n%s", begin, indented(words));
        }
        int column = BEFORE_TITLE + Math.min(TITLE, room);
        return String.format(Locale.ROOT, "%s%s  %s%n", begin, " ".repeat(Math.max(0, column - begin.length())), words);
    }

    private String message(StepState state) {
        List<String> lines = state.message().lines().toList();
        List<String> shown = lines.size() <= LONGEST_MESSAGE ? lines
                : Stream.concat(lines.stream().limit(LONGEST_MESSAGE), Stream.of(plain ? "..." : "…")).toList();
        return shown.stream().map(this::indented).collect(Collectors.joining());
    }

    private String indented(String line) {
        return WordWrap.of(line, width - INDENT).lines()
                .map(part -> String.format(Locale.ROOT, "%s%s%n", " ".repeat(INDENT), part)).collect(Collectors.joining());
    }

    private String sign(StepStateKind kind) {
        return switch (kind) {
            case PASSED -> plain ? "+" : "✔";
            case NOT_STARTED -> plain ? "." : "·";
            case WAITING -> plain ? "~" : "⋯";
            case WRONG -> plain ? "x" : "✘";
        };
    }

    /**
     * Says what to do next.
     *
     * @return the next step with its files and commands; if all pass, the commands that use them
     */
    public String next() {
        return next(Board::toDo);
    }

    /**
     * Says what to do next.
     *
     * @param describe describes the next step, after the first words of the description
     * @return the description of the next step; if all pass, the commands that use them
     */
    public String next(BiFunction<String, Step, String> describe) {
        Optional<Step> step = nextStep();
        String text = allNinePass() ? (trained ? TRAINED : ALL_DONE)
                + step.map(one -> "\n" + describe.apply("If you want more", one)).orElse(THEN)
                : step.map(one -> describe.apply(NEXT, one)).orElse("  Next: all of them, mvn test -pl exercises");
        return WordWrap.of(text, width).lines().map(line -> String.format(Locale.ROOT, "%s%n", line))
                .collect(Collectors.joining());
    }

    /**
     * Finds the step to work on next.
     *
     * @return one of the nine until all of them pass, then a bonus step; empty if all pass
     */
    public Optional<Step> nextStep() {
        if (allNinePass()) {
            // First a bonus step that is begun and not right, then one that is not begun.
            return bonus.stream().filter(Board::isWrong).map(StepState::step).findFirst().or(() -> firstOpen(bonus));
        }
        return steps.isEmpty() ? firstOpen(bonus) : firstOpen(steps).or(() -> Steps.all().stream()
                .filter(step -> step.number() > lastRun() && !isBegun(step)).findFirst());
    }

    /** Tells whether a step that did not run is no longer the stub; nobody knows then whether it passes. */
    private static boolean isBegun(Step step) {
        Path file = Path.of(step.sourceFile()); // tests run in the module's folder
        try {
            return Files.isRegularFile(file)
                    && !SourceEncoding.read(file).matches("(?s).*(new NotImplementedYet\\(|NotImplementedYet\\.raise\\().*");
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Tells whether every step that ran passes; a bonus step may be the stub. */
    boolean isDone() {
        return allPass(steps) && bonus.stream().allMatch(state -> state.isPassed()
                || state.kind() == StepStateKind.NOT_STARTED);
    }

    private boolean allNinePass() {
        return steps.size() == Steps.all().size() && allPass(steps);
    }

    /** Returns the first step that does not pass and waits for no other, or else the first that does not pass. */
    private static Optional<Step> firstOpen(List<StepState> states) {
        return states.stream().filter(state -> !state.isPassed() && state.kind() != StepStateKind.WAITING).findFirst()
                .or(() -> states.stream().filter(state -> !state.isPassed()).findFirst())
                .map(StepState::step);
    }

    private int lastRun() {
        return steps.get(steps.size() - 1).step().number();
    }

    private static String toDo(String begin, Step step) {
        return place(begin, step) + String.format(Locale.ROOT, "    hint  ./rnnkit hint %d%n"
                + "    test  mvn test -pl exercises -Dgroups=%s%n", step.number(), step.tag());
    }

    /**
     * Returns the paths of a step's files.
     *
     * @param begin the first words, such as {@link #NEXT}
     * @param step the step
     * @return the name of the step, its source file and its chapter
     */
    public static String place(String begin, Step step) {
        return String.format(Locale.ROOT, "  %s: step %d, %s%n    open  %s%n    read  %s%n", begin, step.number(), step.title(),
                step.exerciseFile(), step.chapterFile());
    }
}
