package org.rnnkit.step12backward;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.step12backward.RnnBackwardCase.Given;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Rnn;

/** Tests of step 12: the five gradients, by hand. */
@Tag("step12")
class RnnBackwardTest {

    @Test
    @Order(1)
    void eachGradientHasTheShapeOfItsParameter(NDManager manager, Draw draw) {
        Given given = Given.draw(draw, draw.sizes());
        RnnBackwardCase.checkShapes(gradients(given, manager), given);
    }

    @Test
    @Order(2)
    void goesBackThroughOneTimeStep(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        RnnBackwardCase.check(Given.draw(draw, new Sizes(n.batchSize(), 1, n.vocabSize(), n.numHiddens())), manager);
    }

    @Test
    @Order(3)
    void computesTheRightGradients(NDManager manager, Draw draw) {
        Sizes n = draw.sizesWithSteps(3); // so that an error in going back two steps shows
        RnnBackwardCase.check(Given.draw(draw, n), manager);
    }

    /** With as many hidden units as tokens, a forgotten transpose fits. */
    @Test
    @Order(4)
    void transposesTheWeightsOnTheWayBack(NDManager manager, Draw draw) {
        Sizes n = draw.sizesWithSteps(3);
        RnnBackwardCase.check(Given.draw(draw, new Sizes(n.batchSize(), n.numSteps(), 4, 4)), manager);
    }

    @Test
    void worksForTheGradientOfARealLoss(NDManager manager, Draw draw) {
        Given given = Given.draw(draw, draw.sizes());
        int[] labels = draw.tokens(1, given.dY().length, given.p().bQ().length)[0];
        RnnBackwardCase.check(given.with(CrossEntropy.gradient(Rnn.logits(given.inputs(), given.state(), given.p()), labels)),
                manager);
    }

    @Test
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(RnnBackwardCase.class, draw);
    }

    private static NDList gradients(Given given, NDManager manager) {
        return RnnBackward.gradients(Draw.array(manager, given.inputs()), new NDList(Draw.array(manager, given.state())),
                given.p().arrays(manager), Draw.array(manager, given.dY()));
    }
}
