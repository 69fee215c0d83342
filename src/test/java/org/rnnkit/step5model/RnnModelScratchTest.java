package org.rnnkit.step5model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.given.ModelWatch;
import org.rnnkit.testkit.junit.RequiresStep;
import org.rnnkit.testkit.oracle.Matrix;

/** Tests of step 5: holds the parameters, encodes, delegates, keeps no state. The functions used here see what they get. */
@Tag("step5")
class RnnModelScratchTest {

    @BeforeEach
    void prepare() {
        needStep1();
    }

    static void needStep1() {
        RequiresStep.step(1, () -> {
            try (NDManager own = NDManager.newBaseManager()) { // a wrong model may have closed the test's manager
                int[][] tokens = {{2, 0, 1}, {1, 1, 0}};
                Expect.array("encoded", OneHotEncoding.encode(own.create(tokens), 3)).withAxes(AxisNames.INPUTS)
                        .hasShape(new Shape(3, 2, 3)).isCloseTo(Expect.rows(Matrix.oneHot(tokens, 3)));
                return true;
            }
        });
    }

    /** Makes a model of another network than that of steps 2 to 4: more parameters, and a state of two arrays. */
    private static ModelWatch model(Sizes n, NDManager manager) {
        return ModelCase.model(new DrawnValues(Map.of("batchSize", n.batchSize(), "numSteps", n.numSteps(), "vocabSize",
                n.vocabSize(), "numHiddens", n.numHiddens(), "parameters", 13, "stateArrays", 2, "stateAxes", 2)), manager);
    }

    private static void checkForward(ModelWatch model, Sizes n, NDManager manager, Draw draw) {
        int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize());
        model.checkForward(manager.create(tokens), tokens, model.newState(manager));
    }

    @Test
    @Order(1)
    void makesTheParametersOnceWithTheGivenSizes(NDManager manager, Draw draw) {
        model(draw.sizes(), manager);
    }

    @Test
    @Order(2)
    void returnsTheSameParametersEveryTime(NDManager manager, Draw draw) {
        model(draw.sizes(), manager).checkParameters();
    }

    @Test
    @Order(3)
    void makesANewStateOnTheGivenManager(NDManager manager, Draw draw) {
        ModelWatch model = model(draw.sizes(), manager);
        NDManager minibatch = manager.newSubManager();
        model.checkBeginState(minibatch);
        model.checkBeginState(minibatch);
    }

    @Test
    @Order(4)
    void passesOneHotVectorsToTheForwardFunctionAndReturnsItsResult(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        checkForward(model(n, manager), n, manager, draw);
    }

    @Test
    void keepsNoState(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        ModelWatch model = model(n, manager);
        model.checkBeginState(manager);
        checkForward(model, n, manager, draw);
        checkForward(model, n, manager, draw);
    }

    @Test
    void sharesNothingWithAnotherModel(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        ModelWatch model = model(n, manager);
        model.another().checkParameters();
        model.checkParameters();
        model.checkBeginState(manager);
        checkForward(model, n, manager, draw);
    }

    @Test
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(ModelCase.class, draw);
    }
}
