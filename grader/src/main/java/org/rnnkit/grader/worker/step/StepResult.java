package org.rnnkit.grader.worker.step;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.rnnkit.grader.worker.Messages.Bounds;

/**
 * The results of a step's graded tests, as a worker sends them to the grader. They may be forged, so each part rejects values
 * that it can't have.
 *
 * @param tests the result of every test that was run or skipped
 * @param end the problem that ended the run before the last test; null if there was none
 */
public record StepResult(List<TestResult> tests, Problem end) {

    private static final int MAX_TESTS = 300;
    /**
     * The most characters of all names, messages and comparisons together: enough for a long message in each test of a step,
     * and for the comparisons that are kept.
     */
    private static final int MAX_CHARACTERS = 550_000;

    /** Copies the list. Rejects more results or longer texts than a step has. */
    public StepResult {
        tests = tests == null ? List.of() : List.copyOf(tests);
        Bounds.require(tests.size() <= MAX_TESTS, "number of tests");
        Bounds.require(tests.stream().mapToInt(TestResult::characters).sum() <= MAX_CHARACTERS, "length of all texts");
    }

    /**
     * Compares the tests' durations, which the student's code can forge, with the grader's clock.
     *
     * @param seconds the time that the worker ran
     * @return this result; without durations if they are longer together than the worker ran
     */
    public StepResult within(double seconds) {
        return tests.stream().mapToDouble(TestResult::seconds).sum() <= seconds ? this
                : new StepResult(tests.stream().map(test -> new TestResult(test.name(), test.status(), test.problem(), 0))
                        .toList(), end);
    }

    /**
     * The result of one graded test.
     *
     * @param name the test's name as a student reads it
     * @param status whether the test passed
     * @param problem the reason why it did not pass; null if it passed
     * @param seconds the test's duration
     */
    public record TestResult(String name, TestStatus status, Problem problem, double seconds) {

        private static final double MAX_SECONDS = 1e6;

        /** Rejects values that no test has. */
        public TestResult {
            Bounds.text(name, Bounds.NAME);
            Objects.requireNonNull(status);
            Bounds.require(seconds >= 0 && seconds <= MAX_SECONDS, "seconds");
        }

        private int characters() {
            return name.length() + (problem == null ? 0 : problem.message.length() + characters(problem.comparison));
        }

        private static int characters(JsonNode json) {
            return json == null ? 0 : json.toString().length();
        }
    }

    /** Reads a comparison, and stops at a forged one that is so large that its tree would fill the memory. */
    static final class ShortJson extends JsonDeserializer<JsonNode> {

        @Override
        public JsonNode deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try (TokenBuffer read = new TokenBuffer(parser, context)) {
                int depth = 0;
                int tokens = 0;
                do {
                    if (++tokens > Problem.MAX_COMPARISON) {
                        throw JsonMappingException.from(parser,
                                "a comparison of more than " + Problem.MAX_COMPARISON + " parts");
                    }
                    read.copyCurrentEvent(parser);
                    JsonToken token = parser.currentToken();
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                } while (depth > 0 && parser.nextToken() != null);
                return context.readTree(read.asParserOnFirstToken());
            }
        }
    }

    /** The status of one graded test, in a worker's result and in the report. Only PASSED counts as a pass. */
    public enum TestStatus {
        /** The test finished, and all its assertions hold. */
        PASSED,
        /** An assertion does not hold, or the step's code threw. */
        FAILED,
        /** The test did not run, or it aborted because a precondition was missing. */
        SKIPPED;

        /** Returns the word for this status in reports, such as "passed". */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The reason why a test did not pass.
     *
     * @param message the problem in words
     * @param rank how well the message explains the whole step; 0 is best
     * @param place the line of the step's code that caused the problem; null if it is not known
     * @param stub the method that is still the stub; null if the problem is another
     * @param comparison the wrong array and the right one; null if the problem is another. It has no type, because a worker
     *     does not have the testkit's classes before it gets the tests
     */
    public record Problem(Kind kind, String message, int rank, Place place, String stub,
            @JsonDeserialize(using = ShortJson.class) JsonNode comparison) {

        /** The longest comparison, in characters of JSON; one of the kit's has at most 192 values a side. */
        private static final int MAX_COMPARISON = 20_000;

        /** Rejects values that no problem has. */
        public Problem {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(message);
            Bounds.require(TestResult.characters(comparison) <= MAX_COMPARISON, "comparison");
        }

        /** Makes a problem that is neither a stub nor about an array. */
        public Problem(Kind kind, String message, int rank, Place place) {
            this(kind, message, rank, place, null, null);
        }

        /** Makes a problem with the lowest rank and without a place. */
        public Problem(Kind kind, String message) {
            this(kind, message, Integer.MAX_VALUE, null);
        }

        /**
         * Makes the problem of code that was stopped.
         *
         * @param after when it was stopped, in words
         * @param trace where it was then
         * @param isOfStudent tells for the name of a class whether it belongs to the student
         */
        public static Problem endless(String after, StackTraceElement[] trace, Predicate<String> isOfStudent) {
            Place place = Arrays.stream(trace)
                    .filter(frame -> isOfStudent.test(frame.getClassName()) && frame.getFileName() != null).findFirst()
                    .map(frame -> new Place(frame.getFileName(), frame.getLineNumber())).orElse(null);
            return new Problem(Kind.OTHER, "Your code was stopped " + after + ". Is there an endless loop?"
                    + (place == null ? "" : " It was at " + place.file() + ":" + place.line() + "."), 0, place);
        }

        /** Adds the wrong array and the right one, unless they are null or too long. */
        public Problem withComparison(JsonNode arrays) {
            return new Problem(kind, message, rank, place, stub,
                    TestResult.characters(arrays) <= MAX_COMPARISON ? arrays : null);
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

    /**
     * A line of the step's code.
     *
     * @param line the line number, from 1
     */
    public record Place(String file, int line) {

        private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}_$.-]{1,200}");
        private static final int MAX_LINE = 1_000_000;

        /** Rejects values that no line of a file has. */
        public Place {
            Bounds.require(FILE_NAME.matcher(file).matches(), "file");
            Bounds.require(line >= 1 && line <= MAX_LINE, "line");
        }
    }
}
