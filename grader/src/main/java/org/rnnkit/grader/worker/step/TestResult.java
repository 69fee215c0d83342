package org.rnnkit.grader.worker.step;

import java.util.Objects;

/**
 * The outcome of one graded test, as a worker sends it.
 *
 * @param name its name as a student reads it
 * @param status its outcome in a word
 * @param problem what went wrong; null if nothing did
 * @param seconds how long it took
 */
public record TestResult(String name, TestStatus status, Problem problem, double seconds) {

    /** One that a step's code has forged may lack anything. */
    public TestResult {
        Objects.requireNonNull(name);
        Objects.requireNonNull(status);
    }

    /**
     * What went wrong.
     *
     * @param kind what sort of thing
     * @param message in words
     * @param rank how well the message speaks for the step, 0 the best
     * @param place the line of the step's code that it came from; null where none is known
     */
    public record Problem(Kind kind, String message, int rank, Place place) {

        /** One that a step's code has forged may lack anything. */
        public Problem {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(message);
        }

        /**
         * A problem that says no more than others, from no known place.
         *
         * @param kind what sort of thing
         * @param message in words
         */
        public Problem(Kind kind, String message) {
            this(kind, message, Integer.MAX_VALUE, null);
        }
    }

    /**
     * A line of the step's code.
     *
     * @param file the file's name
     * @param line the line, from 1
     */
    public record Place(String file, int line) {

        /** One that a step's code has forged may lack anything. */
        public Place {
            Objects.requireNonNull(file);
        }
    }

    /** The sorts of things that go wrong in a test. */
    public enum Kind {
        /** The step is still the stub. */
        NOT_WRITTEN,
        /** A class or a member that the tests use is not there. */
        NOT_LINKED,
        /** The heap was full. */
        OUT_OF_MEMORY,
        /** Anything else: a wrong result, an exception. */
        OTHER
    }
}
