package org.rnnkit.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.oracle.TolerancesTest.Float32;

/** The tolerances for a network with gates, measured as in {@link TolerancesTest}. */
@Tag("slow")
class GruForwardTolerancesTest {

    /**
     * Every state is a mixture of the one before it and a tanh, so that none leaves the range of the state given, and the
     * logits are sums of at most 16 of them times 0.5: below 10, and rounding below 10 · 16 · 6e-8 = 1e-5. On the way back
     * Z ≤ 1 hands on and the gates' slopes are at most 1/4, so that gradients stay below step 12's.
     * In 150 draws the largest was 2e-6.
     */
    @Test
    void gatesAndTheirGradientsStayFarBelowTheTolerance() {
        double largest = 0;
        for (int i = 0; i < Float32.DRAWS; i++) {
            Draw draw = new Draw("gru " + i);
            Sizes n = i % 2 == 0 ? draw.sizes() : new Sizes(2, 9, 28, 16);
            List<double[][]> p = Gru.draw(draw, n.vocabSize(), n.numHiddens());
            Float32 given = Float32.draw(draw, n);
            Forward right = new Forward(new Gru(p), given.inputs(), given.state());
            largest = Math.max(largest, given.error(GruForward::forward, p, right.logits(), right.newState(),
                    right.gradients(given.weights()).parameters()));
        }
        assertThat(largest).isBetween(0.0, Expect.TOLERANCE / 5);
    }
}
