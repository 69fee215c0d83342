package org.rnnkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Mismatch.WrongPart;

/** Tests of the sentence about the wrong part of an array. */
class WrongPartTest {

    private static final Shape SHAPE = new Shape(3, 4);

    /** Returns the sentence for an array of 3 rows and 4 columns whose values at some places are wrong. */
    private static String wrongAt(int... places) {
        double[] actual = new double[12];
        for (int place : places) {
            actual[place] = 1;
        }
        return WrongPart.of(actual, new double[12], 1e-3, SHAPE, List.of());
    }

    @Test
    void saysWhichRowsOrColumnsAreWrong() {
        assertThat(wrongAt(4, 6)).isEqualTo("\n2 of 12 values are wrong, all of them at index 1 of axis 0");
        assertThat(wrongAt(0, 1, 4, 5, 8, 9)).isEqualTo("\n6 of 12 values are wrong, all of them at index 0 to 1 of axis 1");
    }

    @Test
    void saysHowManyAreWrongIfTheyAreAllOver() {
        assertThat(wrongAt(0, 5, 10, 3)).isEqualTo("\n4 of 12 values are wrong");
        assertThat(wrongAt(7)).isEqualTo("\nAll other values are right");
    }

    @Test
    void namesTheParametersOfAJoinedVector() {
        double[] actual = {1, 0, 1, 0, 0};
        List<String> labels = List.of("W[0, 0]", "W[0, 1]", "W[1, 0]", "b[0]", "b[1]");
        assertThat(WrongPart.of(actual, new double[5], 1e-3, new Shape(5), labels))
                .isEqualTo("\n2 of 5 values are wrong, all of them in W");
    }

    @Test
    void saysNothingIfMostAreWrong() {
        assertThat(wrongAt(0, 1, 2, 3, 4, 6, 7, 8, 9, 11)).isEmpty();
    }
}
