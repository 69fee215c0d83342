package org.rnnkit.grading;

import java.nio.charset.Charset;
import java.util.Map;

/** Where a student is, at one look: a line a step, the first failure's message, and what to do next. */
final class Board {

    private static final int LONGEST_MESSAGE = 12;

    private final Map<Integer, StepTally> tallies;
    private final boolean plain;

    Board(Map<Integer, StepTally> tallies, Charset charset) {
        this.tallies = tallies;
        this.plain = !charset.newEncoder().canEncode("✔✘·⋯─");
    }

    String text() {
        StringBuilder text = new StringBuilder();
        long passed = tallies.values().stream().filter(StepTally::isPassed).count();
        text.append(String.format("%n  RNN Kit: %d of %d step%s pass%s%n", passed, tallies.size(),
                tallies.size() == 1 ? "" : "s", tallies.size() == 1 ? "es" : ""));
        text.append("  ").append((plain ? "-" : "─").repeat(76)).append(System.lineSeparator());
        boolean told = false;
        for (StepTally tally : tallies.values()) {
            text.append(String.format("  %s  %d  %-20s  %s%n", sign(tally), tally.step().number(),
                    tally.step().title(), words(tally)));
            if (!told && tally.failures() > 0 && !tally.isNotStarted()) {
                told = true;
                tally.message().lines().limit(LONGEST_MESSAGE)
                        .forEach(line -> text.append(String.format("         %s%n", line)));
            }
        }
        return text.append(String.format("%n%s%n", next())).toString();
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

    /** The first step that wants work: among those that ran, else the first that did not run. */
    private String next() {
        return tallies.values().stream().filter(tally -> !tally.isPassed() && !tally.isWaiting()).findFirst()
                .or(() -> tallies.values().stream().filter(tally -> !tally.isPassed()).findFirst())
                .map(StepTally::step)
                .or(() -> Steps.all().stream().filter(step -> step.number() > lastRun()).findFirst())
                .map(Board::toDo)
                .orElse(tallies.size() == Steps.all().size()
                        ? String.format("  All of them. Train your model: ./rnnkit train%n")
                        : String.format("  Next: all of them, mvn test -pl exercises%n"));
    }

    private int lastRun() {
        return tallies.keySet().stream().max(Integer::compare).orElse(0);
    }

    private static String toDo(Step step) {
        String folder = "exercises/" + step.sourceFile().replace(step.className() + ".java", "");
        return String.format("  Next: step %d, %s%n    open       exercises/%s%n    read       %sREADME.md%n"
                        + "    hint       ./rnnkit hint %d%n    only this  mvn test -pl exercises -Dgroups=%s%n",
                step.number(), step.title(), step.sourceFile(), folder, step.number(), step.tag());
    }
}
