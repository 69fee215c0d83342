package org.rnnkit.grading;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rnnkit.grading.Standing.Kind;

/** Where a student is, at one look: a line a step, the first failure's message, and what to do next. */
public final class Board {

    private static final int LONGEST_MESSAGE = 12;
    private static final int WIDTH = 76;

    private final List<Standing> steps;
    private final List<Standing> bonus;
    private final boolean plain;

    /**
     * Makes a board.
     *
     * @param standings how the steps stand, in their order
     * @param charset what it is shown in
     */
    public Board(List<Standing> standings, Charset charset) {
        Map<Boolean, List<Standing>> parts = standings.stream()
                .collect(Collectors.partitioningBy(standing -> Steps.all().contains(standing.step())));
        this.steps = parts.get(true);
        this.bonus = parts.get(false);
        this.plain = !charset.newEncoder().canEncode("✔✘·⋯─━");
    }

    String text() {
        Optional<Step> told = steps.stream().filter(Board::isWrong).findFirst()
                .or(() -> bonus.stream().filter(Board::isWrong).findFirst()).map(Standing::step);
        return rows(told) + String.format("%n%s%n", next());
    }

    /**
     * Returns how many steps pass, in words and as a bar, and a line a step.
     *
     * @param told the step whose message is shown, if any
     * @return the lines
     */
    public String rows(Optional<Step> told) {
        return (steps.isEmpty() ? "" : part("RNN Kit: ", steps, told)) + (showsBonus() ? part("Bonus: ", bonus, told) : "");
    }

    /** Whoever is on the way through the nine is not to be told of four more; whoever has begun one is. */
    private boolean showsBonus() {
        return !bonus.isEmpty()
                && (allPass(steps) || bonus.stream().anyMatch(standing -> standing.kind() != Kind.NOT_STARTED));
    }

    private static boolean allPass(List<Standing> standings) {
        return standings.stream().allMatch(Standing::isPassed);
    }

    private static boolean isWrong(Standing standing) {
        return standing.kind() == Kind.WRONG;
    }

    private String part(String name, List<Standing> standings, Optional<Step> told) {
        int all = standings.size();
        int passed = (int) standings.stream().filter(Standing::isPassed).count();
        int done = WIDTH * passed / all;
        StringBuilder text = new StringBuilder(String.format("%n  %s%d of %d step%s pass%s%n  %s%s%n", name, passed, all,
                all == 1 ? "" : "s", all == 1 ? "es" : "", (plain ? "=" : "━").repeat(done),
                (plain ? "-" : "─").repeat(WIDTH - done)));
        for (Standing standing : standings) {
            text.append(String.format("  %s %2d  %-20s  %s%n", sign(standing.kind()), standing.step().number(),
                    standing.step().title(), standing.words()));
            if (told.filter(standing.step()::equals).isPresent()) {
                standing.message().lines().limit(LONGEST_MESSAGE)
                        .forEach(line -> text.append(String.format("         %s%n", line)));
            }
        }
        return text.toString();
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
     * @return the step and where it is, else what follows them all
     */
    public String next() {
        return next(Board::toDo);
    }

    /**
     * Says what to do next.
     *
     * @param toDo says so of a step, as {@link #toDo} does; its first line begins with "Next: "
     * @return that, or what follows the last step
     */
    public String next(Function<Step, String> toDo) {
        if (steps.size() == Steps.all().size() && allPass(steps)) {
            return String.format("  All of them. Train your model: ./rnnkit train%n") + beyond(toDo);
        }
        return (steps.isEmpty() ? wanting(bonus) : wanting(steps).or(() -> Steps.all().stream()
                .filter(step -> step.number() > lastRun()).findFirst()))
                .map(toDo)
                .orElse(String.format("  Next: all of them, mvn test -pl exercises%n"));
    }

    /** The first step that wants work: among those that ran, else the first that did not run. */
    private static Optional<Step> wanting(List<Standing> standings) {
        return standings.stream().filter(standing -> !standing.isPassed() && standing.kind() != Kind.WAITING).findFirst()
                .or(() -> standings.stream().filter(standing -> !standing.isPassed()).findFirst())
                .map(Standing::step);
    }

    /** The bonus step that is begun and not right, else the first that is not begun. */
    private String beyond(Function<Step, String> toDo) {
        return bonus.stream().filter(Board::isWrong).map(Standing::step).findFirst()
                .or(() -> wanting(bonus))
                .map(step -> String.format("%n") + toDo.apply(step).replaceFirst("Next: ", "If you want more: "))
                .orElse("");
    }

    private int lastRun() {
        return steps.get(steps.size() - 1).step().number();
    }

    /**
     * Says what to do about a step.
     *
     * @param step the step
     * @return its name, its file, its chapter, how to get a hint and how to test it
     */
    public static String toDo(Step step) {
        return place(step) + String.format("    hint       ./rnnkit hint %d%n"
                + "    only this  mvn test -pl exercises -Dgroups=%s%n", step.number(), step.tag());
    }

    /**
     * Says where a step is.
     *
     * @param step the step
     * @return its name, its file and its chapter
     */
    public static String place(Step step) {
        String folder = "exercises/" + step.sourceFile().replace(step.className() + ".java", "");
        return String.format("  Next: step %d, %s%n    open       exercises/%s%n    read       %sREADME.md%n",
                step.number(), step.title(), step.sourceFile(), folder);
    }
}
