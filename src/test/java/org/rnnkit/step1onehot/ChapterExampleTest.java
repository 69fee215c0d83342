package org.rnnkit.step1onehot;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test of the example in chapter 1. */
@Tag("step1")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        // batchSize 2, numSteps 2, vocabSize 3
        NDArray tokens = manager.create(new int[][] {{0, 2}, {1, 1}});
        NDArray encoded = OneHotEncoding.encode(tokens, 3);

        assertThat(encoded.getShape()).isEqualTo(new Shape(2, 2, 3));
        assertThat(encoded.toFloatArray()).containsExactly(
                1, 0, 0,   0, 1, 0,  // first time step: token 0 of row 0, token 1 of row 1
                0, 0, 1,   0, 1, 0); // second time step: token 2 of row 0, token 1 of row 1
        // </example>
    }
}
