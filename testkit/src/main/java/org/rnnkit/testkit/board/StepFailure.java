package org.rnnkit.testkit.board;

import org.opentest4j.AssertionFailedError;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;

/** A failure of a test of a step. What it says can change until all tests of the step have run. */
public final class StepFailure extends AssertionFailedError {

    private static final long serialVersionUID = 1L;

    private final String sentences;
    private final transient Step step;
    private final long seed;

    /**
     * Makes a failure.
     *
     * @param error what failed
     * @param sentences what else is to be said of it, in lines; may be empty
     * @param step the step
     * @param seed the seed of the test's numbers
     */
    public StepFailure(AssertionError error, String sentences, Step step, long seed) {
        super(error.getMessage(), error);
        this.sentences = sentences;
        this.step = step;
        this.seed = seed;
    }

    /** Returns the failure as data, without its line. Ask only after the last test. */
    public Failure failure() {
        // A student's class may be the cause: its message is asked for only once, in the constructor.
        Failure known = getCause() instanceof Mismatch mismatch ? mismatch.failure()
                : Failure.ofResult(String.valueOf(super.getMessage()));
        return known.with(sentences).withSeed(seed);
    }

    @Override
    public String getMessage() {
        return failure().text(step);
    }
}
