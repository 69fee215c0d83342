package org.rnnkit.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ConcurrentModificationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.MismatchKind;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.NotImplementedYet;

/** Tests of the words for what a student's code threw: the meaning first, then the exception without advice for others. */
class ExceptionExplainerTest {

    private static final Step STEP = Steps.all().get(4);
    private static final StackTraceElement LINE
            = new StackTraceElement(STEP.fullName(), "forward", STEP.className() + ".java", 30);
    private static final StackTraceElement ENGINE
            = new StackTraceElement("ai.djl.pytorch.engine.PtNDArray", "getFloat", "PtNDArray.java", 1);

    @Test
    void explainsALineOfJShell() {
        EngineException thrown = new EngineException("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
        Step written = Steps.all().get(0);
        thrown.setStackTrace(new StackTraceElement[] {ENGINE,
            new StackTraceElement(written.fullName(), "encode", written.className() + ".java", 30),
            new StackTraceElement("REPL.$JShell$12", "do_it$", "$JShell$12.java", 5)});
        assertThat(ExceptionExplainer.ofLine(thrown)).startsWith("a.matMul(b) needs as many columns of a as b has rows")
                .endsWith("\nEngineException: " + thrown.getMessage() + " (at " + written.className() + ".java:30)");
        assertThat(ExceptionExplainer.ofLine(new NotImplementedYet(getClass()))).startsWith("Step ").endsWith(").");
        assertThat(ExceptionExplainer.ofLine(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    /** Somebody who waits for the last cause waits forever. */
    @Test
    void anExceptionMayBeTheCauseOfItsCause() {
        Throwable first = own(new IllegalStateException("first"));
        Throwable second = own(new IllegalArgumentException("second"));
        first.initCause(second);
        second.initCause(first);

        assertThat(Causes.of(first)).containsExactly(first, second);
        assertThat(ExceptionExplainer.failure(first, STEP, EngineErrors.beside(Steps.class))).hasMessageContaining("second");
    }

    static Stream<Arguments> meanings() {
        return Stream.of(
                Arguments.of(own(new NullPointerException("Cannot invoke \"org.rnnkit.toolkit.StateInitializer.initialize("
                        + "ai.djl.ndarray.NDManager, int, int)\" because \"this.stateInitializer\" is null")),
                        "The field stateInitializer is null when initialize is called on it: the constructor stored nothing "
                                + "in it. Write this.stateInitializer = stateInitializer; there."),
                Arguments.of(own(new NullPointerException("Cannot invoke \"ai.djl.ndarray.NDArray.add(ai.djl.ndarray.NDArray)\""
                        + " because \"<local9>\" is null")), "A local variable is null when add is called on it"),
                Arguments.of(own(new NullPointerException("Cannot invoke \"ai.djl.ndarray.NDArray.add(ai.djl.ndarray.NDArray)\""
                        + " because \"sum\" is null")), "The variable sum is null when add is called on it"),
                Arguments.of(own(new NullPointerException("Cannot invoke \"A.add()\" because \"<local4>[<local5>]\" is null")),
                        "An element of a Java array is null"),
                Arguments.of(own(new NullPointerException("Cannot store to int array because \"values[2]\" is null")),
                        "The element values[2] is null when an element is stored in it"),
                Arguments.of(own(new NullPointerException("Cannot read the array length because \"<parameter1>\" is null")),
                        "A parameter is null when its length is read"),
                Arguments.of(own(new NullPointerException("Cannot invoke \"A.b()\" because the return value of "
                        + "\"ai.djl.ndarray.NDArray.getName()\" is null")), "getName returns null when b is called on it"),
                Arguments.of(inEngine(new NullPointerException()), "getFloat gets null, or a list with null in it"),
                Arguments.of(own(new ArrayIndexOutOfBoundsException("Index 4 out of bounds for length 4")),
                        "The Java array has 4 elements, with the indices 0 to 3; there is no 4. The loop goes one too far"),
                Arguments.of(own(new IndexOutOfBoundsException("Index 1 out of bounds for length 1")),
                        "The list has one element, with index 0; there is no 1."),
                Arguments.of(own(new StringIndexOutOfBoundsException("String index out of range: 4")),
                        "The text has no character with the index 4."),
                Arguments.of(own(new StringIndexOutOfBoundsException("begin 0, end 5, length 4")),
                        "The text has no character with the index 5."),
                Arguments.of(own(new ArithmeticException("/ by zero")), "A whole number is divided by 0."),
                Arguments.of(own(new NegativeArraySizeException("-1")), "A Java array can't have the length -1"),
                Arguments.of(own(new ConcurrentModificationException()), "A list is changed while a for loop goes over it."),
                Arguments.of(own(new IllegalArgumentException("no")), "A throw in your own code does this"),
                Arguments.of(own(new UnsupportedOperationException("TODO")), "A throw in your own code does this. Is the "
                        + "method not written yet?"),
                Arguments.of(new UnsupportedOperationException("not implemented"), "DJL's PyTorch engine lacks this form of "
                        + "getFloat."),
                Arguments.of(own(new ClassCastException("class ai.djl.ndarray.NDList cannot be cast to class "
                        + "ai.djl.ndarray.NDArray (ai.djl.ndarray.NDList and ai.djl.ndarray.NDArray are in unnamed module of "
                        + "loader 'app')")), "The value is of type NDList, not NDArray"),
                Arguments.of(new IllegalStateException("DataType mismatch, Required float, Actual float64"),
                        "getFloat reads only arrays of data type float32, and this array has float64. Read it with "),
                Arguments.of(own(new StackOverflowError()), "A method calls itself without end."));
    }

    @ParameterizedTest
    @MethodSource("meanings")
    void saysWhatAnExceptionMeansBeforeItsOwnWords(Throwable thrown, String meaning) {
        AssertionError failure = explain(thrown.getStackTrace()[0].equals(LINE) ? thrown : inEngine(thrown));
        assertThat(failure).isInstanceOf(Mismatch.class);
        assertThat(failure.getMessage()).startsWith(meaning).contains(
                "\n" + STEP.className() + " threw " + thrown.getClass().getSimpleName() + " at " + LINE.getFileName() + ":30");
        assertThat(failure.getMessage()).doesNotContain("<").doesNotContain("ai.djl").doesNotContain("unnamed module");
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void cutsAdviceThatIsForOthers(String message, String shown) {
        assertThat(explain(inEngine(new EngineException(message)))).hasMessageEndingWith(
                STEP.className() + " threw EngineException at " + STEP.className() + ".java:30: " + shown);
    }

    static Stream<Arguments> sentences() {
        return Stream.of(
                Arguments.of("Trying to backward through the graph a second time (or so). Saved values are freed. Specify "
                        + "retain_graph=True if you need to.", "Trying to backward through the graph a second time (or so)"),
                Arguments.of("has been modified by an inplace operation: [FloatTensor [5]] is at version 2. Hint: enable "
                        + "anomaly detection.", "has been modified by an inplace operation: [FloatTensor [5]] is at version 2"),
                Arguments.of("No gradient attached to this NDArray, please call array.setRequiresGradient()",
                        "No gradient attached to this NDArray"),
                Arguments.of("dims do not match i.e. input.dim() = 3 is not equal to len(dims) = 2\nException raised from f",
                        "dims do not match i.e. input.dim() = 3 is not equal to len(dims) = 2"));
    }

    private static boolean isGeneral(Throwable failure) {
        return failure instanceof Mismatch mismatch && mismatch.kind() == MismatchKind.GENERAL;
    }

    @Test
    void aMeaningThatOnlySaysWhatHappenedIsNotCountedAsNamed() {
        assertThat(explain(inEngine(new IllegalStateException("NDManager has been closed already."))))
                .matches(ExceptionExplainerTest::isGeneral).hasMessageStartingWith("A manager was used after it was closed.\n");
        assertThat(explain(own(new IndexOutOfBoundsException("Index 0 out of bounds for length 0"))))
                .matches(ExceptionExplainerTest::isGeneral)
                .hasMessageStartingWith("The list is empty, so it has no element 0.\n");
    }

    @Test
    void theStepsMeaningComesBeforeTheCommonOne() throws IOException {
        EngineErrors ofStep = EngineErrors.parse(new ByteArrayInputStream(
                "- says: [closed already]\n  means: The step's own.\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(ExceptionExplainer.failure(inEngine(new IllegalStateException("it has been closed already")), STEP, ofStep))
                .isInstanceOf(Mismatch.class).hasMessageStartingWith("The step's own.\n");
    }

    /** The test itself computes with the step's result here, so advice about a line of the step would mislead. */
    @Test
    void anExceptionInATestsOwnComputationHasOnlyAGeneralMeaning() {
        EngineException thrown = new EngineException("mat1 and mat2 shapes cannot be multiplied (7x4 and 5x5)");
        thrown.setStackTrace(new StackTraceElement[] {ENGINE});
        assertThat(explain(thrown)).matches(ExceptionExplainerTest::isGeneral)
                .hasMessageContaining("\nA test called " + STEP.className() + " and then threw EngineException: mat1");
    }

    @Test
    void explainsTheExceptionThatTheStepHasWrapped() {
        assertThat(explain(own(new IllegalStateException(own(new ArithmeticException("/ by zero"))))))
                .hasMessageStartingWith("A whole number is divided by 0.").hasMessageEndingWith(": / by zero");
    }

    @Test
    void aLambdaHasNoNameToShow() {
        Throwable thrown = new NullPointerException();
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "lambda$model$1", "A.java", 1), LINE});
        assertThat(explain(thrown)).hasMessageStartingWith("The function called there gets null");
    }

    private static AssertionError explain(Throwable thrown) {
        return ExceptionExplainer.failure(thrown, STEP, EngineErrors.beside(Steps.class));
    }

    private static <T extends Throwable> T own(T thrown) {
        thrown.setStackTrace(new StackTraceElement[] {LINE});
        return thrown;
    }

    private static <T extends Throwable> T inEngine(T thrown) {
        thrown.setStackTrace(new StackTraceElement[] {ENGINE, LINE});
        return thrown;
    }
}
