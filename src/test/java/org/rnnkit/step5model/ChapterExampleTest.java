package org.rnnkit.step5model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A test of the example in chapter 5. */
@Tag("step5")
class ChapterExampleTest {

    @BeforeEach
    void step1MustBeRight() {
        RnnModelScratchTest.needStep1();
    }

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        // An echo; vocabSize 3, numHiddens 4.
        LanguageModel net = new RnnModelScratch(manager, 3, 4,
                (owner, vocab, hiddens) -> new NDList(owner.ones(new Shape(vocab, hiddens))),
                (owner, batch, hiddens) -> new NDList(owner.ones(new Shape(batch, hiddens))),
                (inputs, state, parameters) -> new RnnOutput(inputs.reshape(-1, 3), state));

        NDArray tokens = manager.create(new int[][] {{0, 2}}); // batchSize 1, numSteps 2
        RnnOutput output = net.forward(tokens, net.beginState(manager, 1));

        assertThat(output.logits().toFloatArray()).containsExactly(1, 0, 0, 0, 0, 1);
        assertThat(output.state().get(0).getShape()).isEqualTo(new Shape(1, 4));
        assertThat(net.parameters().get(0).getShape()).isEqualTo(new Shape(3, 4));
        assertThat(net.parameters().get(0)).isSameAs(net.parameters().get(0)); // made once
        // </example>
    }
}
