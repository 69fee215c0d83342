package org.rnnkit.step3state;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test of the example in chapter 3. */
@Tag("step3")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        NDList state = HiddenState.initialize(manager, 2, 3); // batchSize 2, numHiddens 3

        assertThat(state).hasSize(1);
        assertThat(state.get(0).getShape()).isEqualTo(new Shape(2, 3));
        assertThat(state.get(0).eq(0).all().getBoolean()).isTrue(); // all numbers are 0
        assertThat(state.get(0).getManager()).isSameAs(manager);
        // </example>
    }
}
