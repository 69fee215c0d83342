package org.rnnkit.grading;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a student is, at one look: a line a step, the first failure's message, and what to do next. */
final class Board {

    private static final int LONGEST_MESSAGE = 12;

    private final List<StepTally> steps;
    private final List<StepTally> bonus;
    private final boolean plain;
    private boolean told;

    Board(Map<Integer, StepTally> tallies, Charset charset) {
        Map<Boolean, List<StepTally>> parts = tallies.values().stream()
                .collect(Collectors.partitioningBy(tally -> Steps.all().contains(tally.step())));
        this.steps = parts.get(true);
        this.bonus = parts.get(false);
        this.plain = !charset.newEncoder().canEncode("✔✘·⋯─");
    }

    String text() {
        StringBuilder text = new StringBuilder();
        if (!steps.isEmpty()) {
            text.append(part("RNN Kit: ", steps));
        }
        if (showsBonus()) {
            text.append(part("Bonus: ", bonus));
        }
        return text.append(String.format("%n%s%n", next())).toString();
    }

    /** Whoever is on the way through the nine is not to be told of four more; whoever has begun one is. */
    private boolean showsBonus() {
        return !bonus.isEmpty() && (allPass(steps) || bonus.stream().anyMatch(tally -> !tally.isNotStarted()));
    }

    private static boolean allPass(List<StepTally> tallies) {
        return tallies.stream().allMatch(StepTally::isPassed);
    }

    private String part(String name, List<StepTally> tallies) {
        StringBuilder text = new StringBuilder();
        long passed = tallies.stream().filter(StepTally::isPassed).count();
        text.append(String.format("%n  %s%d of %d step%s pass%s%n", name, passed, tallies.size(),
                tallies.size() == 1 ? "" : "s", tallies.size() == 1 ? "es" : ""));
        text.append("  ").append((plain ? "-" : "─").repeat(76)).append(System.lineSeparator());
        for (StepTally tally : tallies) {
            text.append(String.format("  %s %2d  %-20s  %s%n", sign(tally), tally.step().number(),
                    tally.step().title(), words(tally)));
            if (!told && tally.failures() > 0 && !tally.isNotStarted()) {
                told = true;
                tally.message().lines().limit(LONGEST_MESSAGE)
                        .forEach(line -> text.append(String.format("         %s%n", line)));
            }
        }
        return text.toString();
    }

    private String sign(StepTally tally) {
        if (tally.isPassed()) {
            return plain ? "+" : "✔";
        }
        if (tally.isNotStarted()) {
            return plain ? "." : "·";
        }
        if (tally.isWaiting()) {
            return plain ? "~" : "⋯";
        }
        return plain ? "x" : "✘";
    }

    private static String words(StepTally tally) {
        if (tally.isPassed()) {
            return "passed";
        }
        if (tally.isNotStarted()) {
            return "not started";
        }
        if (tally.isWaiting()) {
            return "waits for another step";
        }
        return tally.failures() + " of " + tally.total() + " tests fail";
    }

    private String next() {
        if (steps.size() == Steps.all().size() && allPass(steps)) {
            return String.format("  All of them. Train your model: ./rnnkit train%n") + beyond();
        }
        return (steps.isEmpty() ? wanting(bonus) : wanting(steps).or(() -> Steps.all().stream()
                .filter(step -> step.number() > lastRun()).findFirst()))
                .map(Board::toDo)
                .orElse(String.format("  Next: all of them, mvn test -pl exercises%n"));
    }

    /** The first step that wants work: among those that ran, else the first that did not run. */
    private static Optional<Step> wanting(List<StepTally> tallies) {
        return tallies.stream().filter(tally -> !tally.isPassed() && !tally.isWaiting()).findFirst()
                .or(() -> tallies.stream().filter(tally -> !tally.isPassed()).findFirst())
                .map(StepTally::step);
    }

    /** The bonus step that is begun and not right, else the first that is not begun. */
    private String beyond() {
        return bonus.stream().filter(tally -> tally.failures() > 0).map(StepTally::step).findFirst()
                .or(() -> wanting(bonus))
                .map(step -> String.format("%n") + toDo(step).replaceFirst("Next: ", "If you want more: "))
                .orElse("");
    }

    private int lastRun() {
        return steps.get(steps.size() - 1).step().number();
    }

    private static String toDo(Step step) {
        String folder = "exercises/" + step.sourceFile().replace(step.className() + ".java", "");
        return String.format("  Next: step %d, %s%n    open       exercises/%s%n    read       %sREADME.md%n"
                        + "    hint       ./rnnkit hint %d%n    only this  mvn test -pl exercises -Dgroups=%s%n",
                step.number(), step.title(), step.sourceFile(), folder, step.number(), step.tag());
    }
}
