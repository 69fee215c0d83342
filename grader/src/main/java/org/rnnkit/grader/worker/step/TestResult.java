package org.rnnkit.grader.worker.step;

import java.util.Objects;
import java.util.regex.Pattern;
import org.rnnkit.grader.worker.Bounds;

/**
 * The result of one graded test, as a worker sends it to the grader.
 *
 * @param name the test's name as a student reads it
 * @param status the test's outcome
 * @param problem the reason why it did not pass; null if it passed
 * @param seconds the test's duration
 */
public record TestResult(String name, TestStatus status, Problem problem, double seconds) {

    private static final double MAX_SECONDS = 1e6;
    /** The longest comparison, in characters of JSON; one of the kit's has at most 192 values a side. */
    private static final int MAX_COMPARISON = 20_000;

    /** Rejects values that no test has, because a result may be forged. */
    public TestResult {
        Bounds.text(name, Bounds.NAME);
        Objects.requireNonNull(status);
        Bounds.require(seconds >= 0 && seconds <= MAX_SECONDS, "seconds");
    }

    /**
     * The reason why a test did not pass.
     *
     * @param kind the kind of problem
     * @param message the problem in words
     * @param rank how well the message explains the whole step; 0 is best
     * @param place the line of the step's code that caused the problem; null if it is not known
     * @param stub the method that is still the stub; null if the problem is another
     * @param comparison the wrong array and the right one as JSON, because a worker does not have the testkit's classes
     *     before it gets the tests; null if the problem is another. Only {@code run.Verdict} reads it
     */
    public record Problem(Kind kind, String message, int rank, Place place, String stub, String comparison) {

        /** Rejects values that no problem has, because a result may be forged. */
        public Problem {
            Objects.requireNonNull(kind);
            Bounds.text(message, Bounds.MESSAGE);
            Bounds.require(comparison == null || comparison.length() <= MAX_COMPARISON, "comparison");
        }

        /**
         * Makes a problem that is not about an array.
         *
         * @param kind the kind of problem
         * @param message the problem in words
         * @param rank how well the message explains the whole step
         * @param place the line of the step's code that caused the problem; null if it is not known
         * @param stub the method that is still the stub; null if the problem is another
         */
        public Problem(Kind kind, String message, int rank, Place place, String stub) {
            this(kind, message, rank, place, stub, null);
        }

        /**
         * Makes a problem that is not a stub.
         *
         * @param kind the kind of problem
         * @param message the problem in words
         * @param rank how well the message explains the whole step
         * @param place the line of the step's code that caused the problem; null if it is not known
         */
        public Problem(Kind kind, String message, int rank, Place place) {
            this(kind, message, rank, place, null);
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

        /**
         * Adds a comparison.
         *
         * @param json the wrong array and the right one as JSON; may be null
         * @return this problem with the comparison; without it if it is too long
         */
        public Problem withComparison(String json) {
            return new Problem(kind, message, rank, place, stub,
                    json == null || json.length() > MAX_COMPARISON ? null : json);
        }
    }

    /**
     * A line of the step's code.
     *
     * @param file the name of the file
     * @param line the line number, from 1
     */
    public record Place(String file, int line) {

        private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}_$.-]{1,200}");
        private static final int MAX_LINE = 1_000_000;

        /** Rejects what is no line of a file, because a result may be forged. */
        public Place {
            Bounds.require(FILE_NAME.matcher(file).matches(), "file");
            Bounds.require(line >= 1 && line <= MAX_LINE, "line");
        }
    }

    /** The kinds of problems in a test. */
    public enum Kind {
        /** The method that the test calls is still the stub. */
        NOT_WRITTEN,
        /** A class, method or field that the tests use is missing. */
        NOT_LINKED,
        /** The heap is full. */
        OUT_OF_MEMORY,
        /** Anything else: a wrong result, an exception. */
        OTHER
    }
}
