package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.cases.ForwardCall;

/** Tests of step 4: H ← tanh(X W_xh + H W_hh + b_h), Y = H W_hq + b_q. */
@Tag("step4")
class RnnForwardTest {

    @Test
    @Order(1)
    void returnsOneRowOfLogitsForEachTimeStepOfEachSequence(NDManager manager, Draw draw) {
        ForwardCall call = RnnForwardCase.call(draw.sizesWithSteps(3), draw, manager); // the last step alone must differ
        call.checkShape(call.run());
    }

    @Test
    @Order(2)
    void computesTheRightLogits(NDManager manager, Draw draw) {
        ForwardCall call = RnnForwardCase.call(draw.sizes(), draw, manager);
        call.checkLogits(call.run());
    }

    @Test
    @Order(3)
    void computesTheRightNewState(NDManager manager, Draw draw) {
        ForwardCall call = RnnForwardCase.call(draw.sizes(), draw, manager);
        call.checkState(call.run());
    }

    @Test
    @Order(4)
    void continuesFromTheReturnedState(NDManager manager, Draw draw) {
        RnnForwardCase.call(draw.sizesWithSteps(4), draw, manager).checkInTwoCalls();
    }

    @Test
    @Order(5)
    void gradientsFlowThroughTimeToEveryParameter(NDManager manager, Draw draw) {
        RnnForwardCase.call(draw.sizes(), draw, manager).checkInTraining(draw, true);
    }

    @Test
    @Order(6)
    void keepsNothingForTheNextCall(NDManager manager, Draw draw) {
        RnnForwardCase.call(draw.sizes(), draw, manager).checkKeepsNothing();
    }

    @Test
    @Order(7)
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(RnnForwardCase.class, draw);
    }
}
