package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grading.Draw;
import org.rnnkit.grading.Expect;
import org.rnnkit.grading.Slip;
import org.rnnkit.oracle.Matrix;

/** Step 1: tokens [batchSize, numSteps] → one-hot vectors [numSteps, batchSize, vocabSize]. */
@Tag("step1")
class OneHotEncodingTest {

    @Test
    void putsTimeFirstAndTheVocabularyLast(NDManager manager, Draw draw) {
        Draw.Sizes n = draw.sizes();
        int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize());
        Expect.array("the encoding", OneHotEncoding.encode(manager.create(tokens), n.vocabSize()))
                .hasShape(new Shape(n.numSteps(), n.batchSize(), n.vocabSize()),
                        new Shape(n.batchSize(), n.numSteps(), n.vocabSize()),
                        "the tokens are not transposed: time must be the first axis",
                        new Shape(n.numSteps() * n.batchSize(), n.vocabSize()),
                        "time and batch are flattened into one axis",
                        new Shape(n.numSteps(), n.vocabSize(), n.batchSize()), "all three axes are reversed",
                        new Shape(n.vocabSize(), n.numSteps(), n.batchSize()), "the one-hot axis stands first");
    }

    @Test
    void isOneAtTheTokenAndZeroElsewhere(NDManager manager, Draw draw) {
        Draw.Sizes n = draw.sizes();
        check(manager, draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}")
    @CsvSource({"1, 5, 4", "3, 1, 6", "1, 1, 2", "4, 4, 4", "2, 3, 28", "3, 2, 1"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, NDManager manager, Draw draw) {
        check(manager, draw.tokens(batchSize, numSteps, vocabSize), vocabSize);
    }

    @Test
    void givesFloat32SoThatItCanBeMultipliedWithWeights(NDManager manager) {
        Expect.array("the encoding", OneHotEncoding.encode(manager.create(new int[][] {{0, 1}}), 2)).isFloat32();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT32", "INT64"})
    void takesTokensOfEitherIntegerType(DataType type, NDManager manager, Draw draw) {
        int[][] tokens = draw.tokens(2, 3, 5);
        NDArray array = manager.create(tokens).toType(type, false);
        Expect.array("the encoding", OneHotEncoding.encode(array, 5)).hasShape(new Shape(3, 2, 5))
                .isCloseTo(flat(Matrix.oneHot(tokens, 5)));
    }

    @Test
    void leavesTheTokensAsTheyWere(NDManager manager, Draw draw) {
        int[][] tokens = draw.tokens(3, 4, 6);
        NDArray given = manager.create(tokens);
        OneHotEncoding.encode(given, 6);
        Expect.array("the array of tokens, after the call,", given).hasShape(new Shape(3, 4))
                .isCloseTo(Arrays.stream(tokens).flatMapToInt(Arrays::stream).asDoubleStream().toArray());
    }

    private static void check(NDManager manager, int[][] tokens, int vocabSize) {
        double[][][] expected = Matrix.oneHot(tokens, vocabSize);
        int batchSize = tokens.length;
        int numSteps = tokens[0].length;
        Slip reshaped = new Slip("the tokens are reshaped instead of transposed: the shape is right, but rows mix",
                flat(reshaped(tokens, vocabSize)));
        double[] all = flat(expected);
        Slip shifted = new Slip("each index is off by one", shift(all, vocabSize));
        Slip zeros = new Slip("nothing is set to 1", new double[all.length]);
        Expect.array("the encoding", OneHotEncoding.encode(manager.create(tokens), vocabSize))
                .hasShape(new Shape(numSteps, batchSize, vocabSize))
                .isCloseTo(all, reshaped, shifted, zeros);
    }

    /** Batch-major one-hot vectors in a time-major shape. */
    private static double[][][] reshaped(int[][] tokens, int vocabSize) {
        int[] inOrder = Arrays.stream(tokens).flatMapToInt(Arrays::stream).toArray();
        double[][][] encoded = new double[1][inOrder.length][vocabSize];
        for (int i = 0; i < inOrder.length; i++) {
            encoded[0][i][inOrder[i]] = 1;
        }
        return encoded;
    }

    private static double[] shift(double[] encoded, int vocabSize) {
        double[] shifted = new double[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            shifted[i - i % vocabSize + (i + 1) % vocabSize] = encoded[i];
        }
        return shifted;
    }

    private static double[] flat(double[][][] blocks) {
        return Arrays.stream(blocks).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
    }
}
