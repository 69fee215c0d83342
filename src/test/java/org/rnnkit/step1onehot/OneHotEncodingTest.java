package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.oracle.OneHot;

/** Tests of step 1: tokens [batchSize, numSteps] → one-hot vectors [numSteps, batchSize, vocabSize]. */
@Tag("step1")
class OneHotEncodingTest {

    @Test
    @Order(1)
    void putsTimeFirstAndTheVocabularyLast(NDManager manager, Draw draw) {
        Sizes n = sizes(draw);
        // Without the last token of the vocabulary: the vectors have a place for it all the same.
        int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize() - 1);
        Expect.array("the encoding", OneHotEncoding.encode(manager.create(tokens), n.vocabSize())).withAxes(AxisNames.INPUTS)
                .hasShape(new Shape(n.numSteps(), n.batchSize(), n.vocabSize()), new OneHot(tokens, n.vocabSize()).shapes());
    }

    @Test
    @Order(2)
    void returnsFloat32SoThatTheResultCanBeMultipliedWithWeights(NDManager manager) {
        NDArray encoded = OneHotEncoding.encode(manager.create(new int[][] {{0, 1}}), 2);
        NDArray ofInt64 = OneHotEncoding.encode(manager.create(new long[][] {{0, 1}}), 2);
        Expect.that(!(isOf(DataType.INT32, encoded) && isOf(DataType.INT64, ofInt64)), "the encoding has the data type of the "
                + "tokens, expected float32: oneHot(vocabSize) without a type gives it");
        Expect.array("the encoding", encoded).isFloat32();
        Expect.array("the encoding of int64 tokens", ofInt64).isFloat32();
    }

    private static boolean isOf(DataType type, NDArray array) {
        return array != null && !array.isReleased() && array.getDataType() == type;
    }

    @Test
    @Order(3)
    void isOneAtTheTokenAndZeroElsewhere(NDManager manager, Draw draw) {
        Sizes n = sizes(draw);
        int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize());
        tokens[0][0] = 0; // so that the first and the last token are always there
        tokens[0][1] = n.vocabSize() - 1;
        OneHotCase.check(tokens, n.vocabSize(), manager.create(tokens), manager);
    }

    private static Sizes sizes(Draw draw) {
        Sizes sizes = draw.sizes();
        Expect.sizes(Map.of("numHiddens", 0)); // one-hot vectors have no hidden units
        return sizes;
    }

    @Test
    @Order(4)
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(OneHotCase.class, draw);
    }
}
