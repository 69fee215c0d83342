package org.rnnkit.learner.watch;

import java.util.Set;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.testkit.steps.Step;

/** Something that the loop has to do with. */
sealed interface WatchEvent {

    /**
     * Files have been saved.
     *
     * @param steps whose
     * @param millis when, by the files' own time
     */
    record Saved(Set<Step> steps, long millis) implements WatchEvent {}

    /**
     * A key was pressed.
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
     * A step was tested.
     *
     * @param round the round that it belongs to
     * @param report how it came out
     */
    record Tested(int round, StepReport report) implements WatchEvent {}

    /**
     * A round of tests is over.
     *
     * @param round which
     */
    record Over(int round) implements WatchEvent {}

    /**
     * Something did not work that is no step's matter.
     *
     * @param problem what
     */
    record Trouble(RuntimeException problem) implements WatchEvent {}
}
