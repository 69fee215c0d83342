package org.rnnkit.testkit.board;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.testkit.board.StepState.Kind;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Where a student is, at one look: a line a step, the first failure's message, and what to do next. */
public final class Board {

    private static final int LONGEST_MESSAGE = 16;
    private static final int BAR = 76;
    private static final int INDENT = 9;

    private final List<StepState> steps;
    private final List<StepState> bonus;
    private final boolean plain;
    private final int width;

    /**
     * Makes a board.
     *
     * @param standings how the steps stand, in their order
     * @param charset what it is shown in
     * @param width how many columns there are
     */
    public Board(List<StepState> standings, Charset charset, int width) {
        Map<Boolean, List<StepState>> parts = standings.stream()
                .collect(Collectors.partitioningBy(standing -> Steps.all().contains(standing.step())));
        this.steps = parts.get(true);
        this.bonus = parts.get(false);
        this.plain = !charset.newEncoder().canEncode("✔✘·⋯─━›");
        this.width = width;
    }

    String text() {
        Optional<Step> told = steps.stream().filter(Board::isWrong).findFirst()
                .or(() -> bonus.stream().filter(Board::isWrong).findFirst()).map(StepState::step);
        return rows(told) + String.format("%n%s%n", next());
    }

    /**
     * Returns how many steps pass, in words and as a bar, and a line a step.
     *
     * @param told the step whose message is shown, if any
     * @return the lines
     */
    public String rows(Optional<Step> told) {
        return parts((name, part) -> head(name, part) + part.stream().map(standing -> row(" ", standing)
                + (told.filter(standing.step()::equals).isPresent() ? message(standing) : "")).collect(Collectors.joining()));
    }

    /**
     * Returns the same without a message, for those who move among the steps.
     *
     * @param at the step where they are, which is marked
     * @param brief whether neighbours that stand alike share a line
     * @return the lines
     */
    public String rows(Step at, boolean brief) {
        return parts((name, part) -> {
            StringBuilder text = new StringBuilder(head(name, part));
            int next;
            for (int i = 0; i < part.size(); i = next) {
                StepState first = part.get(i);
                boolean here = first.step().equals(at);
                next = i + 1;
                while (brief && !here && next < part.size() && alike(first, part.get(next))
                        && !part.get(next).step().equals(at)) {
                    next++;
                }
                int last = part.get(next - 1).step().number();
                text.append(row(here ? plain ? ">" : "›" : " ", first, next == i + 1 ? first.step().title() : "to " + last));
            }
            return text.toString();
        });
    }

    private static boolean alike(StepState one, StepState other) {
        return one.kind() == other.kind() && one.words().equals(other.words());
    }

    private String parts(BiFunction<String, List<StepState>, String> part) {
        return (steps.isEmpty() ? "" : part.apply("RNN Kit: ", steps)) + (showsBonus() ? part.apply("Bonus: ", bonus) : "");
    }

    /** Whoever is on the way through the nine is not to be told of four more; whoever has begun one is. */
    private boolean showsBonus() {
        return !bonus.isEmpty()
                && (allPass(steps) || bonus.stream().anyMatch(standing -> standing.kind() != Kind.NOT_STARTED));
    }

    private static boolean allPass(List<StepState> standings) {
        return standings.stream().allMatch(StepState::isPassed);
    }

    private static boolean isWrong(StepState standing) {
        return standing.kind() == Kind.WRONG;
    }

    private String head(String name, List<StepState> standings) {
        int all = standings.size();
        int passed = (int) standings.stream().filter(StepState::isPassed).count();
        int done = BAR * passed / all;
        return String.format("%n  %s%d of %d step%s pass%s%n  %s%s%n", name, passed, all,
                all == 1 ? "" : "s", all == 1 ? "es" : "", (plain ? "=" : "━").repeat(done),
                (plain ? "-" : "─").repeat(BAR - done));
    }

    private String row(String mark, StepState standing) {
        return row(mark, standing, standing.step().title());
    }

    private String row(String mark, StepState standing, String title) {
        return String.format("%s %s %2d  %-20s  %s%n", mark, sign(standing.kind()), standing.step().number(), title,
                standing.words());
    }

    private String message(StepState standing) {
        List<String> lines = standing.message().lines().toList();
        List<String> shown = lines.size() <= LONGEST_MESSAGE ? lines
                : Stream.concat(lines.stream().limit(LONGEST_MESSAGE), Stream.of(plain ? "..." : "…")).toList();
        return shown.stream().flatMap(line -> WordWrap.of(line, width - INDENT).lines())
                .map(line -> String.format("%s%s%n", " ".repeat(INDENT), line)).collect(Collectors.joining());
    }

    private String sign(Kind kind) {
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
     * @return the step, where it is and how to go about it, else what follows them all
     */
    public String next() {
        return next(Board::toDo);
    }

    /**
     * Says what to do next.
     *
     * @param what says so of a step, as {@link #toDo} does; its first line begins with "Next: "
     * @return that, or what follows the last step
     */
    public String next(Function<Step, String> what) {
        Optional<Step> wanted = wanted();
        if (allNinePass()) {
            return String.format("  All of them. Train your model: ./rnnkit train%n")
                    + wanted.map(step -> String.format("%n") + what.apply(step).replaceFirst("Next: ", "If you want more: "))
                            .orElse("");
        }
        return wanted.map(what).orElse(String.format("  Next: all of them, mvn test -pl exercises%n"));
    }

    /**
     * Finds the step to go on with.
     *
     * @return one of the nine as long as they do not all pass, else a bonus step; nothing where none is left
     */
    public Optional<Step> wanted() {
        if (allNinePass()) {
            // The one that is begun and not right, else the first that is not begun.
            return bonus.stream().filter(Board::isWrong).map(StepState::step).findFirst().or(() -> wanting(bonus));
        }
        return steps.isEmpty() ? wanting(bonus) : wanting(steps).or(() -> Steps.all().stream()
                .filter(step -> step.number() > lastRun()).findFirst());
    }

    /**
     * Says in one line what to do next.
     *
     * @return the step to go on with, how it stands and where its hint is
     */
    String sentence() {
        if (allNinePass() && bonus.stream().noneMatch(Board::isWrong)) {
            return "All nine steps pass. Train your model: ./rnnkit train";
        }
        return wanted().map(step -> Stream.concat(steps.stream(), bonus.stream())
                .filter(standing -> standing.step().equals(step)).findFirst()
                .map(standing -> sentence(step, standing.words()))
                .orElse("Next: step " + step.number() + ", " + step.title() + ". ./rnnkit hint " + step.number()))
                .orElse("Next: all of them, mvn test -pl exercises");
    }

    /** Says of one step in one line how it stands and where its hint is. */
    public static String sentence(Step step, String words) {
        return "Step " + step.number() + ", " + step.title() + ": " + words + ". ./rnnkit hint " + step.number();
    }

    /** Tells whether every step that ran passes; a bonus step may be the stub. */
    boolean isDone() {
        return allPass(steps) && bonus.stream().allMatch(standing -> standing.isPassed()
                || standing.kind() == Kind.NOT_STARTED);
    }

    private boolean allNinePass() {
        return steps.size() == Steps.all().size() && allPass(steps);
    }

    /** The first step that wants work: among those that ran, else the first that did not run. */
    private static Optional<Step> wanting(List<StepState> standings) {
        return standings.stream().filter(standing -> !standing.isPassed() && standing.kind() != Kind.WAITING).findFirst()
                .or(() -> standings.stream().filter(standing -> !standing.isPassed()).findFirst())
                .map(StepState::step);
    }

    private int lastRun() {
        return steps.get(steps.size() - 1).step().number();
    }

    private static String toDo(Step step) {
        return place(step) + String.format("    hint  ./rnnkit hint %d%n"
                + "    test  mvn test -pl exercises -Dgroups=%s%n", step.number(), step.tag());
    }

    /**
     * Says where a step is.
     *
     * @param step the step
     * @return its name, its file and its chapter
     */
    public static String place(Step step) {
        return String.format("  Next: step %d, %s%n    open  %s%n    read  %s%n",
                step.number(), step.title(), step.exerciseFile(), step.chapterFile());
    }
}
