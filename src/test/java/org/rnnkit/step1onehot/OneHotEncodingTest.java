package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.slips.OneHotSlips;

/** Tests of step 1: tokens [batchSize, numSteps] → one-hot vectors [numSteps, batchSize, vocabSize]. */
@Tag("step1")
class OneHotEncodingTest {

    @Test
    @Order(1)
    void putsTimeFirstAndTheVocabularyLast(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        // Without the last token of the vocabulary: the vectors have a place for it all the same.
        int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize() - 1);
        hasRightShape(OneHotEncoding.encode(manager.create(tokens), n.vocabSize()), tokens, n.vocabSize());
    }

    @Test
    @Order(2)
    void isOneAtTheTokenAndZeroElsewhere(NDManager manager, Draw draw) {
        Sizes n = draw.sizes();
        int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize());
        tokens[0][0] = 0; // so that the first and the last token are always there
        tokens[0][1] = n.vocabSize() - 1;
        isRight(OneHotEncoding.encode(manager.create(tokens), n.vocabSize()), tokens, n.vocabSize());
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}")
    @CsvSource({"1, 5, 4", "3, 1, 6", "1, 1, 2", "4, 4, 4", "2, 3, 28", "3, 2, 1", "1001, 1, 2", "1, 1001, 2"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, NDManager manager, Draw draw) {
        int[][] tokens = draw.tokens(batchSize, numSteps, vocabSize);
        isRight(OneHotEncoding.encode(manager.create(tokens), vocabSize), tokens, vocabSize);
    }

    /** A vocabulary of words has thousands of tokens. Small number types end at 127, 255 and 2048. */
    @Test
    void worksForALargeVocabulary(NDManager manager) {
        int[][] tokens = {{127, 128, 2999}, {300, 0, 2049}};
        Expect.array("the encoding with 3,000 tokens", OneHotEncoding.encode(manager.create(tokens), 3000))
                .withAxes(AxisNames.INPUTS).hasShape(new Shape(3, 2, 3000), OneHotSlips.shapes(tokens, 3000))
                .isCloseTo(Expect.rows(Matrix.oneHot(tokens, 3000)), () -> OneHotSlips.smallTypes(tokens, 3000));
    }

    /** A value kept from the call before shows when the sizes are the same and the tokens are not. */
    @Test
    @Order(4)
    void worksAgainWithOtherTokens(NDManager manager) {
        int[][] tokens = {{0, 1, 2}, {3, 4, 0}};
        int[][] others = {{4, 0, 3}, {2, 1, 1}};
        NDArray first = OneHotEncoding.encode(manager.create(tokens), 5);
        isRight(first, tokens, 5);
        NDArray second = OneHotEncoding.encode(manager.create(others), 5);
        Expect.that(second != first && !Arrays.equals(Expect.values(second), Expect.flat(Expect.rows(
                Matrix.oneHot(tokens, 5)))), "a second call returns the encoding of the first call's tokens: it is kept in a "
                + "field. Every call must encode the tokens that it gets");
        isRight(second, others, 5);
        Expect.that(!first.isReleased(), "a second call closes the encoding of the first one");
        Expect.that(Arrays.equals(Expect.values(first), Expect.flat(Expect.rows(Matrix.oneHot(tokens, 5)))),
                "a second call changes the encoding of the first one: make a new array in each call");
        NDArray given = manager.create(tokens);
        OneHotEncoding.encode(given, 5);
        given.subi(given).addi(1);
        Expect.that(Expect.values(OneHotEncoding.encode(given, 5))[1] == 1, "a call with the same array of tokens, but other "
                + "values in it, returns the encoding of the call before. Every call must encode the tokens that it gets");
    }

    /** A vocabSize that an earlier call has left in a field shows when the sizes differ. */
    @Test
    void usesTheVocabSizeOfEveryCall(NDManager manager) {
        List<Long> sizes = Stream.of(2, 6, 2).map(vocabSize -> {
            NDArray encoded = OneHotEncoding.encode(manager.create(new int[][] {{0, 1}}), vocabSize);
            Expect.array("the encoding", encoded).isOpen();
            return encoded.getShape().getLastDimension();
        }).toList();
        Expect.that(!sizes.get(0).equals(sizes.get(1)) && !sizes.get(1).equals(sizes.get(2)), () -> "with vocabSize 2, then 6, "
                + "then 2, the vectors have " + sizes + " places: the vocabSize of an earlier call is kept in a static field. "
                + "Take it from the argument in every call");
    }

    @Test
    @Order(3)
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

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT32", "INT64"})
    void acceptsBothIntegerTypes(DataType type, NDManager manager, Draw draw) {
        int[][] tokens = draw.tokens(2, 3, 5);
        NDArray array = manager.create(tokens).toType(type, false);
        isRight(OneHotEncoding.encode(array, 5), tokens, 5);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT32", "INT64"})
    void doesNotChangeTheTokens(DataType type, NDManager manager, Draw draw) {
        DataType other = type == DataType.INT32 ? DataType.INT64 : DataType.INT32;
        for (int[] size : new int[][] {{3, 4}, {1, 4}, {3, 1}}) { // a single row or column is transposed without a copy
            int[][] tokens = draw.tokens(size[0], size[1], 6);
            NDArray given = encoded(manager, tokens, type);
            Expect.that(!given.isReleased() || encoded(manager, tokens, other).isReleased(), () -> "encode closed the tokens, "
                    + "which belong to the caller, if they are " + type + ": toType(" + type.name() + ", false) returns the "
                    + "array itself if it has this type already. With true it returns another one, which may be closed");
            String shape = size[0] == 3 && size[1] == 4 ? "" : " [" + size[0] + ", " + size[1] + "]";
            Expect.array("the array of tokens" + shape, given).isUnchanged(
                    Arrays.stream(tokens).flatMapToInt(Arrays::stream).asDoubleStream().toArray(), "encode");
        }
        NDArray given = encoded(manager, draw.tokens(3, 4, 6), type);
        Expect.ownership(given.getManager() == manager, () -> "encode takes the tokens away from their manager, which must "
                + "close them: leave out attach(...) and detach()");
    }

    /** Encodes tokens as an array of a type, and returns this array. */
    private static NDArray encoded(NDManager manager, int[][] tokens, DataType type) {
        NDArray given = manager.create(tokens).toType(type, false);
        OneHotEncoding.encode(given, 6);
        return given;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT32", "INT64"})
    void resultIsClosedWithTheTokens(DataType type, NDManager manager) {
        for (int[][] tokens : new int[][][] {{{0, 1}}, {{1}}, new int[32][35]}) {
            NDManager minibatch = manager.newSubManager();
            NDArray encoded = OneHotEncoding.encode(minibatch.create(tokens).toType(type, false), 2);
            Expect.array("the encoding", encoded).isOpen();
            Expect.that(minibatch.isOpen(), "encode closed the manager of the tokens, which belongs to the caller");
            minibatch.close();
            Expect.ownership(encoded.isReleased(), () -> "the encoding" + (tokens.length > 1 ? " of 1,120 tokens" : "")
                    + " stays open when the manager of the tokens is closed: it is on a manager that lives longer.\nCompute it "
                    + "from the tokens, or make it with tokens.getManager(), without attach(...) or detach()");
            NDArray again = OneHotEncoding.encode(manager.create(tokens).toType(type, false), 2);
            Expect.that(again != encoded, "a second call with equal tokens returns the array of the first one, which is "
                    + "closed by now: it is kept in a field. Every call must encode the tokens that it gets");
        }
    }

    private static void isRight(NDArray encoded, int[][] tokens, int vocabSize) {
        hasRightShape(encoded, tokens, vocabSize).isCloseTo(Expect.flat(Expect.rows(Matrix.oneHot(tokens, vocabSize))), 0,
                () -> OneHotSlips.values(tokens, vocabSize));
    }

    private static Expect hasRightShape(NDArray encoded, int[][] tokens, int vocabSize) {
        return Expect.array("the encoding", encoded).withAxes(AxisNames.INPUTS)
                .hasShape(new Shape(tokens[0].length, tokens.length, vocabSize), OneHotSlips.shapes(tokens, vocabSize));
    }
}
