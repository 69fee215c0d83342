package org.rnnkit.step11embedding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test of the example in chapter 11. */
@Tag("step11")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        NDArray tokens = manager.create(new int[][] {{0, 2}, {1, 1}}); // batchSize 2, numSteps 2
        NDArray table = manager.create(new float[][] {{0.5f, 0}, {0, 1}, {-1, 2}}); // vocabSize 3, embedSize 2

        NDArray rows = EmbeddingForward.embed(tokens, table);
        NDArray product = tokens.transpose().oneHot(3).matMul(table); // the same, as a matrix product

        assertThat(rows.getShape()).isEqualTo(new Shape(2, 2, 2));
        assertThat(rows.toFloatArray()).containsExactly(
                0.5f, 0,   0, 1,  // first time step: token 0 of row 0, token 1 of row 1
                -1, 2,     0, 1); // second time step: token 2 of row 0, token 1 of row 1
        assertThat(product.toFloatArray()).containsExactly(rows.toFloatArray());
        // </example>
    }
}
