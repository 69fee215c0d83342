package org.rnnkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.comparison.ArrayAxis;
import org.rnnkit.testkit.comparison.ArrayComparison;

/** Tests of the arrays that a failed expectation carries. */
class ExpectArraysTest {

    private final NDManager manager = NDManager.newBaseManager();
    private final NDArray array = manager.create(new float[] {1, 2, Float.NaN, 4, 5, 6}, new Shape(2, 3));

    @BeforeEach
    void collect() {
        new Evidence().collect("");
    }

    @AfterEach
    void close() {
        Evidence.stop();
        manager.close();
    }

    private static ArrayComparison arrays(ThrowingCallable expectation) {
        return catchThrowableOfType(Mismatch.class, expectation).failure().comparison();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
    void onlyTheSameIsCloseToInfinityOrNaN(double expected) {
        double[] values = {0, 1e30, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
        for (double value : values) {
            assertThat(Expect.isClose(new double[] {value}, new double[] {expected}, 0.1)).as(value + " and " + expected)
                    .isEqualTo(Double.compare(value, expected) == 0);
        }
    }

    @Test
    void areThoseOfWrongValues() {
        ArrayComparison arrays = arrays(() -> Expect.array("logits", array).withAxes(AxisNames.LOGITS)
                .isCloseTo(new double[] {1, 2.00001, 3, 4, 5.1, 6}, new Slip("it is wrong", Expect.values(array))));

        assertThat(arrays.name()).isEqualTo("logits");
        assertThat(arrays.axes()).extracting(ArrayAxis::name).containsExactly("time · sequence", "token");
        assertThat(arrays.expectedShape()).containsExactly(2L, 3L);
        assertThat(arrays.values().wrong()).as("2.00001 is right but for rounding").containsExactly(2, 4);
        assertThat(arrays.values().actual().get(2)).isNaN();
        assertThat(arrays.values().expected().get(4)).isEqualTo(5.1);
    }

    /** A row of logits belongs to a time step of a sequence, which only the number of sequences tells. */
    @Test
    void nameTheTimeStepAndTheSequenceOfARowOfLogits() {
        Expect.sizes(Map.of("batchSize", 2));
        ArrayComparison arrays = arrays(() -> Expect.array("logits", array.reshape(6, 1)).withAxes(AxisNames.LOGITS)
                .isCloseTo(new double[6]));
        Expect.sizes(Map.of("batchSize", 4));
        ArrayComparison unfitting = arrays(() -> Expect.array("logits", array.reshape(6, 1)).withAxes(AxisNames.LOGITS)
                .isCloseTo(new double[6]));

        assertThat(arrays.axes().get(0).labels()).containsExactly("0 · 0", "0 · 1", "1 · 0", "1 · 1", "2 · 0", "2 · 1");
        assertThat(unfitting.axes().get(0).labels()).isEmpty();
    }

    @Test
    void areThoseOfAWrongShape() {
        ArrayComparison arrays = arrays(() -> Expect.array("logits", array).withAxes(AxisNames.LOGITS)
                .hasShape(new Shape(3, 2)));

        assertThat(arrays.values()).isNull();
        assertThat(arrays.expectedShape()).containsExactly(3L, 2L);
        assertThat(arrays.actualShape()).containsExactly(2L, 3L);
    }

    /** Values under a wrong shape would be compared with those of other places. */
    @Test
    void areThoseOfTheShapeIfItIsWrongTooAndValuesAreCheckedFirst() {
        ArrayComparison arrays = arrays(() -> Expect.array("logits", array).withAxes(AxisNames.LOGITS, new Shape(4, 3))
                .isCloseTo(new double[12]));

        assertThat(arrays.values()).isNull();
        assertThat(arrays.expectedShape()).containsExactly(4L, 3L);
        assertThat(arrays(() -> Expect.array("logits", array).isCloseTo(new double[12]))).as("unknown shape").isNull();
    }

    @Test
    void standBesideTheSlipsThatNoOtherComparisonRefutes() {
        Mismatch wrong = catchThrowableOfType(Mismatch.class, () -> Expect.array("h", array).isCloseTo(new double[6],
                new Slip("it is kept", Expect.values(array))));
        assertThat(wrong.failure().likelyMistakes()).containsExactly("it is kept");
        Expect.array("h", array).isCloseTo(Expect.values(array), new Slip("it is kept", new double[6]));

        assertThat(wrong.failure().likelyMistakes()).isEmpty();
    }

    @Test
    void areNotThereForANumber() {
        assertThat(arrays(() -> Expect.number("the norm", 1, 2, 0))).isNull();
    }

    @Test
    void haveAxesOfEveryParameter() {
        assertThat(AxisNames.ofParameter("W_xh")).containsExactly("token", "hidden unit");
        assertThat(AxisNames.ofParameter("W_hz")).containsExactly("earlier hidden unit", "hidden unit");
        assertThat(AxisNames.ofParameter("W_hq")).containsExactly("hidden unit", "token");
        assertThat(AxisNames.ofParameter("b_q")).containsExactly("token");
        assertThat(AxisNames.ofParameter("b_r")).containsExactly("hidden unit");
    }
}
