package org.rnnkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of which slip a message names, over all comparisons of a run, and of the sentence about the wrong part of an array. */
class EvidenceTest {

    private final Evidence evidence = new Evidence();

    @BeforeEach
    void collect() {
        evidence.collect("n = 1");
    }

    @AfterEach
    void stop() {
        Evidence.stop();
    }

    private static Mismatch wrong(String name, double actual, double expected, Slip... slips) {
        return catchThrowableOfType(Mismatch.class, () -> Expect.number(name, actual, expected, 1e-3, slips));
    }

    @Test
    void namesTheSlipThatGivesTheResult() {
        Mismatch mismatch = wrong("the sum", 3, 5, Slip.of("one is missing", 4), Slip.of("two are missing", 3));
        assertThat(mismatch.kind()).isEqualTo(MismatchKind.SLIP);
        assertThat(mismatch).hasMessage("Likely mistake: two are missing\nthe sum is 3, expected 5");
    }

    @Test
    void anotherWrongCaseRefutesASlip() {
        Mismatch degenerate = wrong("the sum (of 1)", 0, 1, Slip.of("it is halved", 0), Slip.of("it is zero", 0));
        assertThat(degenerate.getMessage()).startsWith("Likely mistake: it is halved\nor: it is zero\n");
        Mismatch other = wrong("the sum (of 4)", 0, 4, Slip.of("it is halved", 2), Slip.of("it is zero", 0));
        assertThat(degenerate.getMessage()).contains("mistake: it is zero").doesNotContain("halved");
        assertThat(other.getMessage()).contains("mistake: it is zero");
    }

    @Test
    void aSlipThatARightCaseRefutesIsNoCause() {
        Mismatch mismatch = wrong("the sum (of 1)", 0, 1, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(MismatchKind.SLIP);
        Expect.number("the sum (of 4)", 4, 4, 0, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(MismatchKind.DIFFERENCE);
        assertThat(mismatch).hasMessage("the sum (of 1) is 0, expected 1");
    }

    @Test
    void aRightCaseThatASlipDoesNotChangeSaysNothing() {
        Mismatch mismatch = wrong("the sum (of 1)", 0, 1, Slip.of("it is zero", 0));
        Expect.number("the sum (of 0)", 0, 0, 0, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(MismatchKind.SLIP);
    }

    @Test
    void aSlipThatAWrongCaseRefutesIsNoCause() {
        Mismatch mismatch = wrong("the sum", 0, 1, Slip.of("it is zero", 0));
        wrong("the sum", 7, 1);
        assertThat(mismatch).hasMessage("the sum is 0, expected 1");
    }

    @Test
    void twoSlipsThatNothingTellsApartAreNamedBothAndMoreAreNot() {
        Mismatch mismatch = wrong("the sum", 0, 1, Slip.of("it is zero", 0), Slip.of("it is halved", 0));
        assertThat(mismatch.failure().likelyMistakes()).containsExactly("it is zero", "it is halved");
        Mismatch ofThree = wrong("the product", 0, 1, Slip.of("it is zero", 0), Slip.of("it is halved", 0),
                Slip.of("it is lost", 0));
        assertThat(ofThree).hasMessage("the product is 0, expected 1");
    }

    @Test
    void aSlipThatTheFirstWrongCaseRefutesIsNotComputedForTheOthers() {
        Slip expensive = new Slip("it is doubled", () -> {
            throw new IllegalStateException("computed though it is refuted");
        });
        Mismatch mismatch = wrong("the sum", 0, 1, Slip.of("it is doubled", 2));
        wrong("the sum", 0, 3, expensive);
        assertThat(mismatch).hasMessage("the sum is 0, expected 1");
    }

    @Test
    void aFailureThatTheTestedCodeCatchesIsThrownAtTheEnd() {
        evidence.throwWhatWasCaught();
        Mismatch caught = wrong("the sum", 0, 1);
        assertThatThrownBy(evidence::throwWhatWasCaught).isSameAs(caught);
        evidence.collect("n = 2");
        evidence.throwWhatWasCaught();
    }

    @Test
    void whatATestsOwnCodeThrowsFailsTheTestIfTheStepCatchesIt() {
        assertThat(Evidence.given("the loss", () -> 3)).isEqualTo(3);
        evidence.throwWhatWasCaught();
        try {
            Evidence.given("the updater", () -> {
                throw new UnsupportedOperationException();
            });
        } catch (UnsupportedOperationException caught) {
            assertThatThrownBy(() -> Evidence.given("the loss", () -> 3)).hasMessageStartingWith("the updater threw");
        }
        assertThatThrownBy(evidence::throwWhatWasCaught).hasMessageStartingWith("the updater threw");
        evidence.enter(Map.of());
        evidence.throwWhatWasCaught();
    }

    @Test
    void aStackOverflowInATestsOwnCodeIsRemembered() {
        Runnable update = () -> Evidence.given("the updater", () -> {
            depth(100);
        });
        update.run(); // from now on Java needs no stack for linking it
        assertThatThrownBy(() -> updateAtTheEndOfTheStack(update)).hasMessageStartingWith("the updater threw");
    }

    /** Uses the stack up, and catches the error where there is just enough of it again to call the test's code. */
    private static void updateAtTheEndOfTheStack(Runnable update) {
        try {
            updateAtTheEndOfTheStack(update);
        } catch (StackOverflowError caught) {
            update.run();
        }
    }

    private static int depth(int frames) {
        return frames == 0 ? 0 : 1 + depth(frames - 1);
    }

    private static Mismatch wrongArray(double[] actual, double[] expected, Slip... slips) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return catchThrowableOfType(Mismatch.class, () -> Expect.array("h", Draw.array(manager, actual))
                    .isCloseTo(expected, slips));
        }
    }

    @Test
    void twoSlipsThatAddUpAreNamedTogether() {
        Slip one = new Slip("the bias is missing", new double[] {0, 2, 3, 4});
        Slip other = new Slip("the last is doubled", new double[] {1, 2, 3, 8});
        Mismatch mismatch = wrongArray(new double[] {0, 2, 3, 8}, new double[] {1, 2, 3, 4}, one, other);
        assertThat(mismatch.getMessage())
                .startsWith("Two likely mistakes: the bias is missing\nand: the last is doubled\nh: 0 at");
        assertThat(mismatch.kind()).isEqualTo(MismatchKind.SLIP);
        wrongArray(new double[] {1, 2, 3, 8}, new double[] {1, 2, 3, 4}, one, other);
        assertThat(mismatch.kind()).as("one of them shows alone in another case").isNotEqualTo(MismatchKind.SLIP);
    }

    @Test
    void ofSeveralSlipsThoseStayThatNoOtherResultRefutes() {
        Mismatch mismatch = wrong("the mean", 0, 1, Slip.of("it is zero", 0), Slip.of("it is halved", 0));
        Expect.number("the sum", 4, 4, 0, Slip.of("it is halved", 2));
        assertThat(mismatch.failure().likelyMistakes()).containsExactly("it is zero");
    }

    @Test
    void aFactorIsNamedAfterTheSize() {
        evidence.collect("batchSize 3, numSteps 5");
        assertThat(wrongArray(new double[] {1, 2}, new double[] {5, 10})).hasMessageEndingWith(
                "\nEvery value is the right one divided by numSteps, 5: is it a mean where a sum should be, or divided twice?");
        assertThat(wrongArray(new double[] {-1, 2}, new double[] {1, -2})).hasMessageContaining("with the other sign");
        assertThat(wrongArray(new double[] {Math.sqrt(2), 4 * Math.sqrt(2)}, new double[] {1, 4}))
                .hasMessageEndingWith("the right one times √2");
        assertThat(wrong("the loss", 7.5, 0.5)).hasMessageContaining("This is the right number times numSteps · batchSize, 15");
        assertThat(wrong("the loss", 7.7, 0.5)).hasMessage("the loss is 7.7, expected 0.5");
    }

    @Test
    void aShapeIsSaidInSizes() {
        Expect.sizes(Map.of("batchSize", 3, "numSteps", 5, "numHiddens", 7));
        try (NDManager manager = NDManager.newBaseManager()) {
            Mismatch mismatch = catchThrowableOfType(Mismatch.class, () -> Expect.array("h", manager.zeros(new Shape(15, 7)))
                    .hasShape(new Shape(3, 7)));
            assertThat(mismatch).hasMessage("h has shape (15, 7), expected (3, 7)\n"
                    + "That is (numSteps · batchSize, numHiddens) instead of (batchSize, numHiddens)");
        }
    }

    @Test
    void anExplainedExceptionStandsBesideADifferenceWithoutASlip() {
        Mismatch mismatch = wrong("the sum", 7, 1, Slip.of("it is zero", 0));
        evidence.explain("A value was changed in place.");
        assertThat(mismatch).hasMessage("the sum is 7, expected 1\nAnother test ends in an exception: A value was changed in "
                + "place.");
        assertThat(wrong("the product", 0, 1, Slip.of("it is zero", 0)).getMessage()).doesNotContain("exception");
    }

    @Test
    void otherResultsSayNothing() {
        Mismatch mismatch = wrong("the sum", 0, 1, Slip.of("it is zero", 0));
        wrong("the product", 7, 1, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(MismatchKind.SLIP);
    }

    private static final Shape SHAPE = new Shape(3, 4);

    /** Returns the sentence for an array of 3 rows and 4 columns whose values at some places are wrong. */
    private static String wrongAt(int... places) {
        double[] actual = new double[12];
        for (int place : places) {
            actual[place] = 1;
        }
        return WrongPart.of(actual, new double[12], 1e-3, SHAPE, 0);
    }

    @Test
    void saysWhichRowsOrColumnsAreWrong() {
        assertThat(wrongAt(4, 6)).isEqualTo("2 of 12 values are wrong, all of them at index 1 of axis 0");
        assertThat(wrongAt(0, 1, 4, 5, 8, 9)).isEqualTo("6 of 12 values are wrong, all of them at index 0 to 1 of axis 1");
    }

    @Test
    void saysThatTheFirstTimeStepIsRight() {
        double[] actual = {0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
        assertThat(WrongPart.of(actual, new double[12], 1e-3, SHAPE, 1)).isEqualTo("2 of 12 values are wrong, all of them "
                + "after the first time step: look at what goes from one step to the next");
        assertThat(WrongPart.of(actual, new double[12], 1e-3, SHAPE, 2)).endsWith("at index 1 to 2 of axis 0");
    }

    @Test
    void saysHowManyAreWrongIfTheyAreAllOver() {
        assertThat(wrongAt(0, 5, 10, 3)).isEqualTo("4 of 12 values are wrong");
        assertThat(wrongAt(7)).isEqualTo("All other values are right");
    }

    @Test
    void saysWhereNaNComesFromIfANumberIsExpected() {
        double[] actual = {Double.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(WrongPart.of(actual, new double[12], 1e-3, SHAPE, 0)).startsWith("NaN comes from ∞/∞");
    }

    @Test
    void saysNothingIfMostAreWrong() {
        assertThat(wrongAt(0, 1, 2, 3, 4, 6, 7, 8, 9, 11)).isEmpty();
    }
}
