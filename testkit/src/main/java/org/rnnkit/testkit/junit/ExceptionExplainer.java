package org.rnnkit.testkit.junit;

import java.util.Optional;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.steps.Step;

/** Says in words what a student's code threw, and where. */
final class ExceptionExplainer {

    /** The meanings that are the same in every step. */
    private static final EngineErrors COMMON = EngineErrors.beside(ExceptionExplainer.class);

    private ExceptionExplainer() {}

    /** Makes a failure: first the exception's meaning, where it is known, then the exception in its own words. */
    static AssertionError failure(Throwable thrown, Step step, EngineErrors stepErrors) {
        Thrown cause = new Thrown(thrown, step).unwrapped();
        Optional<Meaning> meaning = meaning(cause, stepErrors);
        String message = meaning.map(known -> known.text() + "\n").orElse("") + cause.inItsOwnWords();
        return meaning.isEmpty() ? new AssertionError(message, thrown) : Mismatch.explained(message, thrown,
                meaning.get().specific() ? Mismatch.Kind.EXPLAINED : Mismatch.Kind.GENERAL);
    }

    /**
     * Finds the meaning in this step, or else the one in any step. If the exception comes from a test's own computation with a
     * step's results, the latter does not lead to the mistake.
     */
    private static Optional<Meaning> meaning(Thrown thrown, EngineErrors stepErrors) {
        if (!thrown.isInStep()) {
            return stepErrors.meaningInTest(thrown)
                    .or(() -> COMMON.meaning(thrown).map(known -> Meaning.general(known.text())));
        }
        return stepErrors.meaning(thrown).or(() -> COMMON.meaning(thrown)).or(() -> JavaErrors.meaning(thrown));
    }

    static String describe(Throwable thrown, Step step) {
        return new Thrown(thrown, step).inItsOwnWords();
    }
}
