package org.rnnkit.step13gru;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.cases.ForwardCall;

/** Tests of step 13: a network with an update gate and a reset gate. */
@Tag("step13")
class GruForwardTest {

    @Test
    @Order(1)
    void initializesElevenParametersInOrder(NDManager manager) {
        GruForwardCase.PARAMETERS.make(4, 3, manager);
    }

    @Test
    @Order(2)
    void initializesRandomWeightsAndZeroBiases(NDManager manager) {
        GruForwardCase.PARAMETERS.checkNumbers(GruForwardCase.PARAMETERS.make(100, 200, manager));
    }

    @Test
    @Order(3)
    void returnsOneRowOfLogitsForEachTimeStepOfEachSequence(NDManager manager, Draw draw) {
        ForwardCall call = GruForwardCase.call(draw.sizesWithSteps(3), draw, manager); // the last step alone must differ
        call.checkShape(call.run());
    }

    @Test
    @Order(4)
    void computesTheRightNewState(NDManager manager, Draw draw) {
        ForwardCall call = GruForwardCase.call(draw.sizes(), draw, manager);
        call.checkState(call.run());
    }

    @Test
    @Order(5)
    void computesTheRightLogits(NDManager manager, Draw draw) {
        ForwardCall call = GruForwardCase.call(draw.sizes(), draw, manager);
        call.checkLogits(call.run());
    }

    @Test
    @Order(6)
    void gradientsFlowThroughTimeToEveryParameter(NDManager manager, Draw draw) {
        GruForwardCase.call(draw.sizes(), draw, manager).checkInTraining(draw, true);
    }

    @Test
    @Order(7)
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(GruForwardCase.class, draw);
    }
}
