package org.rnnkit.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.step12backward.RnnBackward;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.oracle.TolerancesTest.Float32;

/** The tolerance for gradients by hand, measured as in {@link TolerancesTest}. */
@Tag("slow")
class RnnBackwardTolerancesTest {

    /**
     * What a row of dA hands to the row one step earlier goes through W_hh^T, whose norm is at most 1 (Parameters.draw), so
     * that a step adds at most what its own logits hand to it: over at most 9 steps gradients stay below some tens, and
     * rounding (6e-8 of each, some tens of terms) below 10 · 50 · 6e-8 = 3e-5.
     */
    @Test
    void backwardByHandStaysFarBelowTheTolerance() {
        double largest = 0;
        for (int i = 0; i < Float32.DRAWS; i++) {
            Draw draw = new Draw("backward " + i);
            Sizes n = i % 2 == 0 ? draw.sizes() : new Sizes(2, 9, 28, 4);
            Parameters p = Parameters.draw(draw, n.vocabSize(), n.numHiddens());
            Float32 given = Float32.draw(draw, n);
            Parameters expected = Rnn.gradients(given.inputs(), given.state(), p, given.weights());
            try (NDManager manager = NDManager.newBaseManager()) {
                NDList gradients = RnnBackward.gradients(Draw.array(manager, given.inputs()),
                        new NDList(Draw.array(manager, given.state())), p.arrays(manager),
                        Draw.array(manager, given.weights()));
                NDList right = expected.arrays(manager);
                for (int g = 0; g < right.size(); g++) {
                    largest = Math.max(largest, Float32.error(gradients.get(g), Expect.values(right.get(g))));
                }
            }
        }
        assertThat(largest).isBetween(0.0, Expect.TOLERANCE / 5);
    }
}
