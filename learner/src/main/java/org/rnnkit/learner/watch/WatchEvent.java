package org.rnnkit.learner.watch;

import java.util.Set;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.testkit.steps.Step;

/** An event that the watch loop reacts to. */
sealed interface WatchEvent {

    /**
     * Saved files.
     *
     * @param steps the steps whose files changed
     * @param millis the time of the save in milliseconds, as the files have it
     */
    record Saved(Set<Step> steps, long millis) implements WatchEvent {}

    /**
     * A pressed key.
     *
     * @param key the character
     */
    record Key(char key) implements WatchEvent {

        private static final char CTRL_D = '\u0004';

        /** Returns the key's lower-case letter. */
        char lower() {
            return Character.toLowerCase(key);
        }

        /** Whether it ends the loop. */
        boolean isQuit() {
            return lower() == 'q' || key == CTRL_D;
        }
    }

    /**
     * The result of a tested step.
     *
     * @param round the number of the round of tests that it belongs to
     * @param report the step's report
     */
    record Tested(int round, StepReport report) implements WatchEvent {}

    /**
     * The end of a round of tests.
     *
     * @param round its number
     */
    record RoundOver(int round) implements WatchEvent {}

    /**
     * An error outside the student's code: the steps could not be tested.
     *
     * @param problem the error
     */
    record TestError(Throwable problem) implements WatchEvent {}
}
