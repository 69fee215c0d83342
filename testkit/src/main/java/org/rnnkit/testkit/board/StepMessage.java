package org.rnnkit.testkit.board;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.MismatchKind;
import org.rnnkit.testkit.steps.Step;

/**
 * The choice of the failure that is shown for a step: the one that says most about the cause, over all of the step's tests.
 * Ask only after the last test, because a slip is named only while no test refutes it.
 *
 * @param failures the failures of a step's tests, in order
 */
public record StepMessage(List<Throwable> failures) {

    static final Pattern ADVICE = Pattern.compile(
            "(?:\nWhere: [^\n]*)?\nHint: \\./rnnkit hint \\d+\nAgain with the same numbers:\n(mvn test [^\n]*)");
    /** The first line of a message, as far as its sentence goes, and the other likely mistakes below it. */
    static final Pattern HEADLINE = Pattern.compile("^[^\n]*+(?:(?<=,)\n[^\n]*+)*+(?:\n(?:or|and): [^\n]*+)*+");

    /** The likely mistake below a compiler's error. */
    static final Pattern COMPILER_ADVICE = Pattern.compile("(?m)^→ (.*)\n?");

    /** Copies the list. */
    public StepMessage {
        failures = List.copyOf(failures);
    }

    /**
     * Returns the message to show.
     *
     * @return the message of the failure with the lowest rank, the first of several; empty if nothing failed
     */
    public String text() {
        return failure().map(failure -> String.valueOf(failure.getMessage())).orElse("");
    }

    /** Returns the failure with the lowest rank, the first of several. */
    Optional<Throwable> failure() {
        return failures.stream().min(Comparator.comparingInt(this::rank));
    }

    /**
     * Ranks a failure by how much it says about the cause. Of wrong results and exceptions, the kind that more tests end
     * in comes first, since the rarer one is likely to come from a special case.
     *
     * @param failure one of the failures
     * @return 0 for the kind that says most, more for others
     */
    public int rank(Throwable failure) {
        MismatchKind kind = kind(failure);
        return switch (kind) {
            case SLIP, CAUSE -> kind.ordinal();
            case EXPLAINED, DIFFERENCE, GENERAL -> {
                int kinds = MismatchKind.values().length;
                int rarity = failures.size() - (int) failures.stream().filter(other -> kind == kind(other)).count();
                yield kinds * (1 + rarity) + kind.ordinal();
            }
            case OWNERSHIP, ARGUMENT, CONSEQUENCE -> MismatchKind.values().length * (2 + failures.size()) + kind.ordinal();
        };
    }

    /**
     * Adds the last lines of a failed test's message: the method, if the message names no line, how to get a hint, and how to
     * repeat the test with the same numbers. All tests of a step have the same lines, so a report shows them once for each
     * step.
     *
     * @param message the message
     * @param step the step
     * @param seed the seed of the test's numbers
     * @return the message with these lines
     */
    public static String withAdvice(String message, Step step, long seed) {
        String file = step.className() + ".java";
        List<String> methods = StubMethods.all(step);
        String where = message.contains(file + ":") ? ""
                : "\nWhere: " + (methods.size() == 1 ? methods.get(0) + " in " : "") + file;
        return message + where + "\nHint: ./rnnkit hint " + step.number() + "\nAgain with the same numbers:\n"
                + "mvn test -pl exercises -Dgroups=" + step.tag() + " -Drnnkit.seed=" + seed;
    }

    /**
     * Removes the lines with the advice.
     *
     * @param message the message of a test or of a step
     * @return the message without these lines
     */
    public static String withoutAdvice(String message) {
        return ADVICE.matcher(message).replaceAll("");
    }

    private static MismatchKind kind(Throwable failure) {
        if (failure.getCause() instanceof Mismatch mismatch) {
            return mismatch.kind();
        }
        return failure.getCause() != null && failure.getCause().getCause() != null ? MismatchKind.GENERAL
                : MismatchKind.CONSEQUENCE;
    }
}
