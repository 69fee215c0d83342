package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.slips.OneHotSlips;

/** Tests of step 1: tokens [batchSize, numSteps] → one-hot vectors [numSteps, batchSize, vocabSize]. */
@Tag("step1")
class OneHotEncodingTest {

    @Test
    @Order(1)
    void putsTimeFirstAndTheVocabularyLast(NDManager manager, Draw draw) {
        Draw.Sizes n = draw.sizes();
        // Without the last token of the vocabulary: the vectors have a place for it all the same.
        int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize() - 1);
        hasRightShape(OneHotEncoding.encode(manager.create(tokens), n.vocabSize()), tokens, n.vocabSize());
    }

    @Test
    @Order(2)
    void isOneAtTheTokenAndZeroElsewhere(NDManager manager, Draw draw) {
        Draw.Sizes n = draw.sizes();
        int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize());
        tokens[0][0] = 0; // so that the first and the last token are always there
        tokens[0][1] = n.vocabSize() - 1;
        isRight(OneHotEncoding.encode(manager.create(tokens), n.vocabSize()), tokens, n.vocabSize());
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}")
    @CsvSource({"1, 5, 4", "3, 1, 6", "1, 1, 2", "4, 4, 4", "2, 3, 28", "3, 2, 1"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, NDManager manager, Draw draw) {
        int[][] tokens = draw.tokens(batchSize, numSteps, vocabSize);
        isRight(OneHotEncoding.encode(manager.create(tokens), vocabSize), tokens, vocabSize);
    }

    @Test
    @Order(3)
    void returnsFloat32SoThatTheResultCanBeMultipliedWithWeights(NDManager manager) {
        Expect.array("the encoding", OneHotEncoding.encode(manager.create(new int[][] {{0, 1}}), 2)).isFloat32();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT32", "INT64"})
    void acceptsBothIntegerTypes(DataType type, NDManager manager, Draw draw) {
        int[][] tokens = draw.tokens(2, 3, 5);
        NDArray array = manager.create(tokens).toType(type, false);
        isRight(OneHotEncoding.encode(array, 5), tokens, 5);
    }

    @Test
    void doesNotChangeTheTokens(NDManager manager, Draw draw) {
        int[][] tokens = draw.tokens(3, 4, 6);
        NDArray given = manager.create(tokens);
        OneHotEncoding.encode(given, 6);
        Expect.array("the array of tokens", given).isUnchanged(
                Arrays.stream(tokens).flatMapToInt(Arrays::stream).asDoubleStream().toArray(), "encode");
    }

    @Test
    void resultIsClosedWithTheTokens(NDManager manager) {
        NDManager minibatch = manager.newSubManager();
        NDArray encoded = OneHotEncoding.encode(minibatch.create(new int[][] {{0, 1}}), 2);
        Expect.array("the encoding", encoded).isOpen();
        Expect.that(minibatch.isOpen(), "encode closed the manager of the tokens, which belongs to the caller");
        minibatch.close();
        Expect.ownership(encoded.isReleased(), () -> "the encoding stays open when the manager of the tokens is closed: it is "
                + "on a manager that nobody closes, so every minibatch leaks memory.\nCompute it from the tokens, or make it "
                + "with tokens.getManager()");
    }

    private static void isRight(NDArray encoded, int[][] tokens, int vocabSize) {
        hasRightShape(encoded, tokens, vocabSize).isCloseTo(Expect.rows(Matrix.oneHot(tokens, vocabSize)),
                OneHotSlips.values(tokens, vocabSize));
    }

    private static Expect hasRightShape(NDArray encoded, int[][] tokens, int vocabSize) {
        return Expect.array("the encoding", encoded).withAxes(AxisNames.INPUTS)
                .hasShape(new Shape(tokens[0].length, tokens.length, vocabSize), OneHotSlips.shapes(tokens, vocabSize));
    }
}
