package org.rnnkit.grading;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grading.Standing.Kind;

/** Where a student is, at one look: a line a step, the first failure's message, and what to do next. */
public final class Board {

    private static final int LONGEST_MESSAGE = 12;
    private static final int WIDTH = 76;

    private final List<Standing> standings;
    private final boolean plain;

    /**
     * Makes a board.
     *
     * @param standings how the steps stand, in their order
     * @param charset what it is shown in
     */
    public Board(List<Standing> standings, Charset charset) {
        this.standings = List.copyOf(standings);
        this.plain = !charset.newEncoder().canEncode("✔✘·⋯─━");
    }

    String text() {
        Optional<Step> told = standings.stream().filter(standing -> standing.kind() == Kind.WRONG).findFirst()
                .map(Standing::step);
        return String.format("%n%s%s%n%s%n", head(), rows(told), next());
    }

    /**
     * Returns how many steps pass, in words and as a bar.
     *
     * @return two lines
     */
    public String head() {
        int all = standings.size();
        int passed = (int) standings.stream().filter(Standing::isPassed).count();
        int done = WIDTH * passed / Math.max(1, all);
        return String.format("  RNN Kit: %d of %d step%s pass%s%n  %s%s%n", passed, all, all == 1 ? "" : "s",
                all == 1 ? "es" : "", (plain ? "=" : "━").repeat(done), (plain ? "-" : "─").repeat(WIDTH - done));
    }

    /**
     * Returns a line a step.
     *
     * @param told the step whose message is shown, if any
     * @return the lines
     */
    public String rows(Optional<Step> told) {
        StringBuilder text = new StringBuilder();
        for (Standing standing : standings) {
            text.append(String.format("  %s  %d  %-20s  %s%n", sign(standing.kind()), standing.step().number(),
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

    /** The first step that wants work: among those that ran, else the first that did not run. */
    private String next() {
        return standings.stream().filter(standing -> !standing.isPassed() && standing.kind() != Kind.WAITING).findFirst()
                .or(() -> standings.stream().filter(standing -> !standing.isPassed()).findFirst())
                .map(Standing::step)
                .or(() -> Steps.all().stream().filter(step -> step.number() > lastRun()).findFirst())
                .map(step -> toDo(step) + String.format("    only this  mvn test -pl exercises -Dgroups=%s%n", step.tag()))
                .orElse(standings.size() == Steps.all().size()
                        ? String.format("  All of them. Train your model: ./rnnkit train%n")
                        : String.format("  Next: all of them, mvn test -pl exercises%n"));
    }

    private int lastRun() {
        return standings.stream().mapToInt(standing -> standing.step().number()).max().orElse(0);
    }

    /**
     * Says what to do about a step.
     *
     * @param step the step
     * @return its name, its file, its chapter and how to get a hint
     */
    public static String toDo(Step step) {
        String folder = "exercises/" + step.sourceFile().replace(step.className() + ".java", "");
        return String.format("  Next: step %d, %s%n    open       exercises/%s%n    read       %sREADME.md%n"
                        + "    hint       ./rnnkit hint %d%n",
                step.number(), step.title(), step.sourceFile(), folder, step.number());
    }
}
