package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Matrix;

/** Tests of step 1: tokens [batchSize, numSteps] → one-hot vectors [numSteps, batchSize, vocabSize]. */
@Tag("step1")
class OneHotEncodingTest {

    @Test
    @Order(1)
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
                        new Shape(n.vocabSize(), n.numSteps(), n.batchSize()), "the one-hot axis stands first",
                        new Shape(n.vocabSize(), n.batchSize(), n.numSteps()), "the one-hot axis stands first",
                        new Shape(n.batchSize(), n.vocabSize(), n.numSteps()), "the wrong axes are exchanged",
                        new Shape(n.numSteps(), n.batchSize(), n.vocabSize() + 1), "there is one place too many",
                        new Shape(n.numSteps(), n.batchSize(), 28), "28 is written into the code: use vocabSize",
                        new Shape(n.numSteps() - 1, n.batchSize(), n.vocabSize()), "the last time step is left out",
                        new Shape(n.numSteps(), n.batchSize()), "nothing is encoded: every token becomes a vector",
                        new Shape(n.batchSize(), n.batchSize(), n.vocabSize()), "batchSize is taken for numSteps");
    }

    @Test
    @Order(2)
    void isOneAtTheTokenAndZeroElsewhere(NDManager manager, Draw draw) {
        Draw.Sizes n = draw.sizes();
        int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize());
        tokens[0][0] = 0; // so that the first and the last token are always there
        tokens[0][1] = n.vocabSize() - 1;
        double[] expected = flat(Matrix.oneHot(tokens, n.vocabSize()));
        int[] indices = Arrays.stream(tokens).flatMapToInt(Arrays::stream).toArray();
        Expect.array("the encoding", OneHotEncoding.encode(manager.create(tokens), n.vocabSize()))
                .hasShape(new Shape(n.numSteps(), n.batchSize(), n.vocabSize())).isCloseTo(expected,
                        new Slip("the tokens are reshaped instead of transposed: the shape is right, but rows mix",
                                oneHotRows(indices, n.vocabSize())),
                        new Slip("the time steps stand in reverse order",
                                flat(reversed(Matrix.oneHot(tokens, n.vocabSize())))),
                        new Slip("each index is off by one", shift(expected, n.vocabSize(), 1)),
                        new Slip("tokens are counted from 1", countedFrom1(expected, n.vocabSize())),
                        new Slip("0 and 1 are exchanged", each(expected, value -> 1 - value)),
                        new Slip("-1 stands where 0 should", each(expected, value -> 2 * value - 1)),
                        new Slip("the token's index stands where 1 should", times(expected, n.vocabSize())),
                        new Slip("nothing is set to 1", new double[expected.length]));
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}")
    @CsvSource({"1, 5, 4", "3, 1, 6", "1, 1, 2", "4, 4, 4", "2, 3, 28", "3, 2, 1"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, NDManager manager, Draw draw) {
        check(manager, draw.tokens(batchSize, numSteps, vocabSize), vocabSize);
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
        Expect.array("the encoding", OneHotEncoding.encode(array, 5)).hasShape(new Shape(3, 2, 5))
                .isCloseTo(flat(Matrix.oneHot(tokens, 5)));
    }

    @Test
    void doesNotChangeTheTokens(NDManager manager, Draw draw) {
        int[][] tokens = draw.tokens(3, 4, 6);
        NDArray given = manager.create(tokens);
        OneHotEncoding.encode(given, 6);
        Expect.array("the array of tokens", given).isUnchanged(
                Arrays.stream(tokens).flatMapToInt(Arrays::stream).asDoubleStream().toArray(), "encode");
    }

    private static void check(NDManager manager, int[][] tokens, int vocabSize) {
        Expect.array("the encoding", OneHotEncoding.encode(manager.create(tokens), vocabSize))
                .hasShape(new Shape(tokens[0].length, tokens.length, vocabSize))
                .isCloseTo(flat(Matrix.oneHot(tokens, vocabSize)));
    }

    private static double[] oneHotRows(int[] indices, int vocabSize) {
        double[] encoded = new double[indices.length * vocabSize];
        for (int i = 0; i < indices.length; i++) {
            encoded[i * vocabSize + indices[i]] = 1;
        }
        return encoded;
    }

    private static double[][][] reversed(double[][][] steps) {
        double[][][] reversed = new double[steps.length][][];
        Arrays.setAll(reversed, t -> steps[steps.length - 1 - t]);
        return reversed;
    }

    private static double[] shift(double[] encoded, int vocabSize, int by) {
        double[] shifted = new double[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            shifted[i - i % vocabSize + (i + by) % vocabSize] = encoded[i];
        }
        return shifted;
    }

    /** Returns rows in which token 1 is at place 0 and token 0 has no place. */
    private static double[] countedFrom1(double[] encoded, int vocabSize) {
        double[] shifted = shift(encoded, vocabSize, vocabSize - 1);
        for (int last = vocabSize - 1; last < shifted.length; last += vocabSize) {
            shifted[last] = 0;
        }
        return shifted;
    }

    private static double[] times(double[] encoded, int vocabSize) {
        double[] indices = encoded.clone();
        Arrays.setAll(indices, i -> encoded[i] * (i % vocabSize));
        return indices;
    }

    private static double[] each(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    private static double[] flat(double[][][] blocks) {
        return Arrays.stream(blocks).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
    }
}
