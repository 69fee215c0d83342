package org.rnnkit.testkit.board;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.rnnkit.testkit.steps.Step;

/**
 * The state of a step on the board that a student reads. In a report, a step has a status instead.
 *
 * @param step the step
 * @param kind the kind of state
 * @param words a few words that describe the state
 * @param message the message that helps most; empty if no test failed
 */
public record StepState(Step step, Kind kind, String words, String message) {

    /** The words for a step that no test has run for yet. */
    public static final String NOT_TESTED = "not tested";

    private static final Pattern OTHER_STEP = Pattern.compile("(?<=[Ss]tep )[1-9]\\d*");

    /** The kind of state, which decides the sign on the board. */
    public enum Kind {
        /** All tests pass. */
        PASSED,
        /** The step is still the stub. */
        NOT_STARTED,
        /** The step calls another step that is not right yet. */
        WAITING,
        /** Tests fail, or the step does not compile. */
        WRONG
    }

    /**
     * Makes the state of a step whose tests pass.
     *
     * @param step the step
     * @return its state
     */
    public static StepState passed(Step step) {
        return new StepState(step, Kind.PASSED, "passed", "");
    }

    /**
     * Makes the state of a step that is still the stub.
     *
     * @param step the step
     * @return its state
     */
    public static StepState notStarted(Step step) {
        return new StepState(step, Kind.NOT_STARTED, "not started", "");
    }

    /**
     * Makes the state of a step that needs another one.
     *
     * @param step the step
     * @param message what helps most; the other step is the first that it names, if it names one
     * @return its state
     */
    public static StepState waiting(Step step, String message) {
        String other = OTHER_STEP.matcher(message).results().map(MatchResult::group)
                .filter(number -> !number.equals(String.valueOf(step.number()))).findFirst()
                .map(number -> "step " + number).orElse("another step");
        return new StepState(step, Kind.WAITING, "waits for " + other, message);
    }

    /**
     * Makes the state of a step with failing tests.
     *
     * @param step the step
     * @param failed how many tests fail
     * @param all how many tests there are
     * @param message what helps most
     * @return its state
     */
    public static StepState failing(Step step, long failed, long all, String message) {
        return wrong(step, failed + " of " + all + " tests fail", message);
    }

    /**
     * Adds the stages that are right already to the words for a step with failing tests.
     *
     * @param failedTests the names of these tests
     * @return the state
     */
    public StepState withStages(Collection<String> failedTests) {
        List<String> passed = step.passedStages(failedTests);
        return passed.isEmpty() ? this
                : new StepState(step, kind, words + "; passed: " + String.join(", ", passed), message);
    }

    /**
     * Makes the state of a step that is not right for another reason than a failing test.
     *
     * @param step the step
     * @param words the reason in a few words
     * @param message what helps most
     * @return its state
     */
    public static StepState wrong(Step step, String words, String message) {
        return new StepState(step, Kind.WRONG, words, message);
    }

    /**
     * Tells whether the step passes.
     *
     * @return whether all tests pass
     */
    public boolean isPassed() {
        return kind == Kind.PASSED;
    }

    /**
     * The methods of a step that are still stubs. The constructor has the name of the class.
     *
     * @param step the step
     * @param names the names of the methods, in the order of the step's signatures
     */
    public record StubMethods(Step step, List<String> names) {

        private static final String WORDS = "still stubs: ";

        /**
         * Finds the methods that are stubs by the ones that have said so.
         *
         * @param step the step
         * @param thrown the names of the methods that threw {@link org.rnnkit.toolkit.NotImplementedYet}. If the constructor
         *     did, the tests reach no other method, so all count.
         * @return the methods
         */
        public static StubMethods thrownBy(Step step, Collection<String> thrown) {
            Set<String> known = new HashSet<>(thrown);
            return new StubMethods(step, all(step).stream()
                    .filter(name -> known.contains(name) || known.contains(step.className())).toList());
        }

        /**
         * Takes the words for the board out of a message.
         *
         * @param message a step's message
         * @return the words, if it is a {@link #message} of stubs
         */
        public static Optional<String> words(String message) {
            return message.lines().findFirst().filter(line -> line.startsWith(capital(WORDS)))
                    .map(line -> WORDS + line.substring(WORDS.length(), line.length() - 1));
        }

        /** Returns the names of the methods that a step has in all. */
        static List<String> all(Step step) {
            return step.signatures().stream().map(signature -> signature.substring(0, signature.indexOf('(')))
                    .map(start -> start.substring(start.lastIndexOf(' ') + 1)).distinct().toList();
        }

        /**
         * Tells whether the step is not begun.
         *
         * @return whether all of its methods are stubs
         */
        public boolean isWholeStep() {
            return names.containsAll(all(step));
        }

        /**
         * Says for the board which methods are stubs.
         *
         * @return a few words
         */
        String words() {
            return WORDS + String.join(", ", names.stream()
                    .map(name -> name.equals(step.className()) ? "the constructor" : name).toList());
        }

        /**
         * Says which methods are stubs and what to do.
         *
         * @return a line for each sentence
         */
        public String message() {
            return capital(words()) + ".\nReplace what is below each TODO in " + step.className() + ".java by your code.";
        }

        private static String capital(String words) {
            return Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }
    }
}
