package org.rnnkit.testkit.junit;

import java.util.Optional;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.MismatchKind;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.NotImplementedYet;

/** Says in words what a student's code threw, and where. */
public final class ExceptionExplainer {

    /** The meanings that are the same in every step. */
    private static final EngineErrors COMMON = EngineErrors.beside(ExceptionExplainer.class);

    private ExceptionExplainer() {}

    /** Makes a failure: first the exception's meaning, where it is known, then the exception in its own words. */
    static AssertionError failure(Throwable thrown, Step step, EngineErrors stepErrors) {
        Thrown cause = new Thrown(thrown, step).unwrapped();
        Optional<ErrorMeaning> meaning = meaning(cause, stepErrors);
        String words = cause.inItsOwnWords();
        return meaning.isEmpty() ? new AssertionError(words, thrown)
                : Mismatch.explained(Failure.of(meaning.get().text(), words), thrown,
                        meaning.get().specific() ? MismatchKind.EXPLAINED : MismatchKind.GENERAL);
    }

    /**
     * Finds the meaning in this step, or else the one in any step. If the exception comes from a test's own computation with a
     * step's results, the latter does not lead to the mistake.
     */
    private static Optional<ErrorMeaning> meaning(Thrown thrown, EngineErrors stepErrors) {
        if (!thrown.isInStep()) {
            return stepErrors.meaningInTest(thrown)
                    .or(() -> COMMON.meaning(thrown).map(known -> ErrorMeaning.general(known.text())));
        }
        return stepErrors.meaning(thrown).or(() -> COMMON.meaning(thrown)).or(() -> JavaErrors.meaning(thrown));
    }

    static String describe(Throwable thrown, Step step) {
        return new Thrown(thrown, step).inItsOwnWords();
    }

    /**
     * Explains what a line of Java threw that a learner tries in JShell.
     *
     * @param thrown the exception
     * @return its meaning, where it is known, then the exception in its own words, with the line of a step that threw it
     */
    public static String ofLine(Throwable thrown) {
        if (thrown instanceof NotImplementedYet) {
            return thrown.getMessage() + ".";
        }
        Thrown cause = new Thrown(thrown, null);
        return COMMON.meaning(cause).or(() -> JavaErrors.meaning(cause)).map(known -> known.text() + "\n").orElse("")
                + thrown.getClass().getSimpleName() + cause.sentence() + cause.trace().stream()
                        .filter(frame -> Steps.withBonus().stream().anyMatch(step -> isOf(step, frame))).findFirst()
                        .map(frame -> " (at " + frame.getFileName() + ":" + frame.getLineNumber() + ")").orElse("");
    }

    private static boolean isOf(Step step, StackTraceElement frame) {
        return frame.getClassName().startsWith(step.packageName() + ".");
    }
}
