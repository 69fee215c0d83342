package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.cases.NewParameters;
import org.rnnkit.testkit.oracle.NormalWeights;

/** Tests of step 2: W_xh, W_hh, b_h, W_hq, b_q. */
@Tag("step2")
class RnnParametersTest {

    private static final NewParameters PARAMETERS = RnnParametersCase.PARAMETERS;

    @Test
    @Order(1)
    void everyCallMakesNewArraysWithNewNumbers(NDManager manager, Draw draw) {
        PARAMETERS.check(draw.integer(20, 30), draw.integer(10, 15), manager);
    }

    @Test
    @Order(2)
    void parametersHaveTheShapesAndTheOrderOfTheChapter(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        PARAMETERS.make(n.vocabSize(), n.numHiddens(), manager);
    }

    @Test
    @Order(3)
    void biasesAreZero(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        PARAMETERS.checkBiases(PARAMETERS.make(n.vocabSize(), n.numHiddens(), manager));
    }

    @Test
    @Order(4)
    void everyWeightIsDrawnFromANormalDistributionWithDeviationOneHundredth(NDManager manager, Draw draw) {
        PARAMETERS.checkNumbers(PARAMETERS.make(draw.integer(100, 120), draw.integer(150, 200), manager));
    }

    /**
     * A weight of one value, one row or one column shows whether the numbers drawn are changed by their own mean or deviation.
     * Of the smallest network there are so many that a sample of zeros does not fit.
     */
    @Test
    @Order(5)
    void weightsOfSmallNetworksComeFromTheSameDistribution(NDManager manager, Draw draw) {
        checkMany(1, 1, 300, manager);
        checkMany(1, draw.integer(3, 5), 100, manager);
        checkMany(draw.integer(3, 5), 1, 100, manager);
    }

    private static void checkMany(int vocabSize, int numHiddens, int count, NDManager manager) {
        PARAMETERS.make(vocabSize, numHiddens, manager);
        List<NDList> networks = Stream.generate(() -> RnnParameters.initialize(manager, vocabSize, numHiddens)).limit(count)
                .toList();
        for (int i : PARAMETERS.weights()) {
            NDArray weights = networks.get(0).get(i);
            String name = AxisNames.PARAMETERS.get(i) + " (in " + count + " networks with vocabSize " + vocabSize
                    + " and numHiddens " + numHiddens + ")";
            NormalWeights.checkDistribution(name, networks.stream().flatMapToDouble(network -> Arrays.stream(
                    Expect.values(network.get(i)))).toArray(), (int) weights.size(0), (int) weights.size(1));
        }
    }

    @Test
    @Order(6)
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(RnnParametersCase.class, draw);
    }
}
