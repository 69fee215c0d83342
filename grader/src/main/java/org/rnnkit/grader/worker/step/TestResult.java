package org.rnnkit.grader.worker.step;

import java.util.Objects;

/**
 * The result of one graded test, as a worker sends it to the grader.
 *
 * @param name the test's name as a student reads it
 * @param status the test's outcome
 * @param problem the reason why it did not pass; null if it passed
 * @param seconds the test's duration
 */
public record TestResult(String name, TestStatus status, Problem problem, double seconds) {

    /** Rejects missing values, which a forged result may have. */
    public TestResult {
        Objects.requireNonNull(name);
        Objects.requireNonNull(status);
    }

    /**
     * The reason why a test did not pass.
     *
     * @param kind the kind of problem
     * @param message the problem in words
     * @param rank how well the message explains the whole step; 0 is best
     * @param place the line of the step's code that caused the problem; null if it is not known
     */
    public record Problem(Kind kind, String message, int rank, Place place) {

        /** Rejects missing values, which a forged result may have. */
        public Problem {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(message);
        }

        /**
         * Makes a problem with the lowest rank and without a place.
         *
         * @param kind the kind of problem
         * @param message the problem in words
         */
        public Problem(Kind kind, String message) {
            this(kind, message, Integer.MAX_VALUE, null);
        }
    }

    /**
     * A line of the step's code.
     *
     * @param file the name of the file
     * @param line the line number, from 1
     */
    public record Place(String file, int line) {

        /** Rejects a missing file name, which a forged result may have. */
        public Place {
            Objects.requireNonNull(file);
        }
    }

    /** The kinds of problems in a test. */
    public enum Kind {
        /** The step is still the stub. */
        NOT_WRITTEN,
        /** A class, method or field that the tests use is missing. */
        NOT_LINKED,
        /** The heap is full. */
        OUT_OF_MEMORY,
        /** Anything else: a wrong result, an exception. */
        OTHER
    }
}
