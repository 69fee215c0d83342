package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.cases.Zeros;

/** Tests of step 3: one zero array [batchSize, numHiddens]. */
@Tag("step3")
class HiddenStateTest {

    @Test
    @Order(1)
    void stateIsANewArrayEveryTime(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        HiddenStateCase.check(n.batchSize(), n.numHiddens(), manager);
    }

    @Test
    @Order(2)
    void stateIsOneArrayWithARowForEachSequence(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        HiddenStateCase.initialize(n.batchSize(), n.numHiddens(), manager);
    }

    @Test
    @Order(3)
    void stateIsZeroEverywhere(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        Zeros.check("the state", HiddenStateCase.initialize(n.batchSize(), n.numHiddens(), manager).get(0));
    }

    @Test
    @Order(4)
    void stateIsClosedWithTheManagerGiven(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        NDManager owner = manager.newSubManager();
        NDArray state = HiddenStateCase.initialize(n.batchSize(), n.numHiddens(), owner).get(0);
        Expect.that(state.getManager() == owner, HiddenStateCase.ELSEWHERE);
        owner.close();
        Expect.ownership(state.isReleased(), () -> "the state outlives the manager given: create it with that manager");
    }

    @Test
    @Order(5)
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(HiddenStateCase.class, draw);
    }
}
