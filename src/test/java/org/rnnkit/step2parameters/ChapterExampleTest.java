package org.rnnkit.step2parameters;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test of the example in chapter 2. */
@Tag("step2")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        // vocabSize 3, numHiddens 2
        NDList parameters = RnnParameters.initialize(manager, 3, 2);

        assertThat(parameters).extracting(NDArray::getShape).containsExactly(
                new Shape(3, 2), // W_xh
                new Shape(2, 2), // W_hh
                new Shape(2),    // b_h
                new Shape(2, 3), // W_hq
                new Shape(3));   // b_q
        assertThat(parameters.stream().mapToLong(NDArray::size).sum()).isEqualTo(21);
        // In the biases, all numbers are 0.
        assertThat(parameters.get(2).eq(0).all().getBoolean()).isTrue();
        assertThat(parameters.get(4).eq(0).all().getBoolean()).isTrue();
        assertThat(parameters).allMatch(NDArray::hasGradient);
        // </example>
    }
}
