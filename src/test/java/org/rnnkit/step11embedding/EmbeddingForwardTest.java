package org.rnnkit.step11embedding;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.slips.EmbeddingSlips;

/** Tests of step 11: tokens [batchSize, numSteps] → rows of a table [numSteps, batchSize, embedSize]. */
@Tag("step11")
class EmbeddingForwardTest {

    private static final List<String> AXES = List.of("time", "sequence", "embedding");

    /** One case. The first and the last token of the vocabulary are among the tokens. */
    private static final class Case {
        final int batchSize;
        final int numSteps;
        final int vocabSize;
        final int embedSize;
        final int[][] tokens;
        final double[][] table;
        final NDArray tokenArray;
        final NDArray tableArray;

        Case(NDManager manager, Draw draw, Sizes n) {
            batchSize = n.batchSize();
            numSteps = n.numSteps();
            vocabSize = n.vocabSize();
            embedSize = n.numHiddens();
            tokens = draw.tokens(batchSize, numSteps, vocabSize);
            tokens[0][0] = vocabSize - 1;
            tokens[batchSize - 1][numSteps - 1] = 0;
            table = draw.matrix(vocabSize, embedSize);
            tokenArray = manager.create(tokens);
            tableArray = Draw.array(manager, table);
            tableArray.setRequiresGradient(true);
        }

        Shape shape() {
            return new Shape(numSteps, batchSize, embedSize);
        }

        /** Values come first: wrong numbers of rows have different causes, and the values tell them apart. */
        void check(NDArray result) {
            Expect.array("the result", result).withAxes(AXES, shape())
                    .isCloseTo(EmbeddingSlips.right(tokens, table), EmbeddingSlips.of(tokens, table))
                    .hasShape(shape(), knownShapes(result)).isFloat32();
        }

        Slip[] knownShapes(NDArray result) {
            boolean isOneHot = Arrays.stream(Expect.values(result)).allMatch(value -> value == 0 || value == 1);
            String vocabulary = isOneHot ? "the tokens become one-hot vectors; the table is missing"
                    : "the last axis has a place for each token; it must have one for each number of a row, embedSize";
            return new Slip[] {
                Slip.of("the tokens are not transposed: time must be the first axis",
                        new Shape(batchSize, numSteps, embedSize)),
                Slip.of("all three axes are reversed", new Shape(embedSize, numSteps, batchSize)),
                Slip.of("the row is not the last axis", new Shape(numSteps, embedSize, batchSize)),
                Slip.of("the row is the first axis; time must be first, the row last",
                        new Shape(embedSize, batchSize, numSteps)),
                Slip.of("each token becomes one number (take reads the table as one long row); it must become a row",
                        new Shape(numSteps, batchSize)),
                Slip.of("time and batch are flattened into one axis", new Shape(numSteps * batchSize, embedSize)),
                Slip.of("the rows of a time step are put side by side into one axis",
                        new Shape(numSteps, batchSize * embedSize)),
                Slip.of(vocabulary, new Shape(numSteps, batchSize, vocabSize)),
                Slip.of(vocabulary, new Shape(batchSize, numSteps, vocabSize)),
                Slip.of("an axis of size 1 is left", new Shape(numSteps, batchSize, 1, embedSize)),
                Slip.of("an axis of size 1 is left", new Shape(1, numSteps, batchSize, embedSize)),
                Slip.of("one-hot vectors are multiplied element by element (mul); the product of matrices is matMul",
                        new Shape(numSteps, batchSize, vocabSize, embedSize))};
        }
    }

    @Test
    @Order(1)
    void putsTimeFirstAndTheRowLast(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDArray result = EmbeddingForward.embed(c.tokenArray, c.tableArray);
        Expect.array("the result", result).isOpen().withAxes(AXES).hasShape(c.shape(), c.knownShapes(result)).isFloat32();
    }

    @Test
    @Order(2)
    void looksUpTheRowOfEveryToken(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        c.check(EmbeddingForward.embed(c.tokenArray, c.tableArray));
    }

    /** Chapter 1 says the same about the product with W_xh. */
    @Test
    void equalsTheProductOfOneHotVectorsAndTheTable(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDArray product = c.tokenArray.transpose().oneHot(c.vocabSize).matMul(c.tableArray);
        Expect.array("the result, compared with the product,", EmbeddingForward.embed(c.tokenArray, c.tableArray))
                .withAxes(AXES).hasShape(product.getShape()).isCloseTo(Expect.values(product.stopGradient()));
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, embedSize {3}")
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 16", "300, 2, 3, 2"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, int embedSize, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Sizes(batchSize, numSteps, vocabSize, embedSize));
        c.check(EmbeddingForward.embed(c.tokenArray, c.tableArray));
    }

    /** A vocabulary of words has thousands of tokens. Small number types end at 127, 255 and 2048. */
    @Test
    void worksForALargeVocabulary(NDManager manager, Draw draw) {
        int[][] tokens = {{127, 128, 2999}, {300, 0, 2049}};
        double[][] table = draw.matrix(3000, 2);
        NDArray rows = EmbeddingForward.embed(manager.create(tokens), Draw.array(manager, table));
        Expect.array("the result for 3,000 tokens", rows).withAxes(AXES, new Shape(3, 2, 2))
                .isCloseTo(EmbeddingSlips.right(tokens, table), EmbeddingSlips.ofSmallTypes(tokens, table));
    }

    /** A value kept from the call before shows when the sizes are the same and tokens or table are not. */
    @Test
    @Order(4)
    void worksAgainWithOtherTokensAndAnotherTable(NDManager manager, Draw draw) {
        int[][] tokens = {{0, 1, 2}, {3, 4, 0}};
        int[][] others = {{4, 0, 3}, {2, 1, 1}};
        int[][] thirds = {{1, 3, 0}, {2, 4, 4}};
        double[][] table = draw.matrix(5, 3);
        double[][] another = draw.matrix(5, 3);
        NDArray given = Draw.array(manager, table);
        NDArray first = EmbeddingForward.embed(manager.create(tokens), given);
        checkCall("a first call", first, tokens, table);
        checkCall("a second call with other tokens", EmbeddingForward.embed(manager.create(others), given), others, table,
                Slip.of("the rows of the first call's tokens are kept in a field", EmbeddingSlips.right(tokens, table)));
        NDArray thirdTokens = manager.create(thirds);
        checkCall("a third call with another table",
                EmbeddingForward.embed(thirdTokens, Draw.array(manager, another)), thirds, another,
                Slip.of("the rows of the first call's tokens are kept in a field", EmbeddingSlips.right(tokens, table)),
                Slip.of("the rows of the second call are kept in a field", EmbeddingSlips.right(others, table)),
                Slip.of("the first call's table is kept in a field", EmbeddingSlips.right(thirds, table)));
        checkCall("a fourth call with the third one's array of tokens and the first table",
                EmbeddingForward.embed(thirdTokens, given), thirds, table,
                Slip.of("the rows of the call before are returned: they are kept in a field, by the array of tokens",
                        EmbeddingSlips.right(thirds, another)));
        Expect.that(!first.isReleased(), "a later call closes the rows of an earlier one");
        Expect.that(!given.hasGradient(), "embed attaches a gradient to the table: that is for whoever makes the table, and a "
                + "model that only writes text needs none");
        Expect.array("the rows of the first call", first).isUnchanged(Expect.flat(EmbeddingSlips.right(tokens, table)),
                "a later call");
    }

    private static void checkCall(String call, NDArray rows, int[][] tokens, double[][] table, Slip... slips) {
        Expect.array("the result of " + call, rows).withAxes(AXES, new Shape(tokens[0].length, tokens.length, table[0].length))
                .isCloseTo(EmbeddingSlips.right(tokens, table), slips);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT32", "INT64"})
    void acceptsBothIntegerTypes(DataType type, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        c.check(EmbeddingForward.embed(c.tokenArray.toType(type, false), c.tableArray));
    }

    /** Of 12 tokens in a vocabulary of 3, one comes four times at least. */
    @Test
    @Order(3)
    void passesGradientsToTheRowsThatWereLookedUp(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Sizes(3, 4, 3, 5));
        checkGradient("the gradient of the table", c, c.tokenArray, draw);
    }

    /** Most tokens of a vocabulary are not in a minibatch, and training reads the tokens as either type. */
    @Test
    void passesNoGradientToOtherRows(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Sizes(2, 3, 40, 3));
        checkGradient("the gradient of a table with 40 rows", c, c.tokenArray.toType(DataType.INT64, false), draw);
    }

    private static void checkGradient(String name, Case c, NDArray tokens, Draw draw) {
        double[][] weights = draw.matrix(c.numSteps * c.batchSize, c.embedSize);
        NDArray weightArray = Draw.array(tokens.getManager(), weights).reshape(c.numSteps, c.batchSize, c.embedSize);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray rows = EmbeddingForward.embed(tokens, c.tableArray);
            collector.backward(rows.mul(weightArray).sum());
        }
        double[][] expected = Matrix.times(Matrix.transpose(Expect.rows(Matrix.oneHot(c.tokens, c.vocabSize))), weights);
        Expect.array(name, c.tableArray.getGradient()).withAxes(List.of("token", "embedding"))
                .isCloseTo(expected, EmbeddingSlips.ofGradient(c.tokens, c.vocabSize, weights));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT32", "INT64"})
    void doesNotChangeTokensOrTable(DataType type, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDArray tokens = c.tokenArray.toType(type, false);
        EmbeddingForward.embed(tokens, c.tableArray);
        Expect.array("the array of tokens", tokens).isUnchanged(
                Arrays.stream(c.tokens).flatMapToInt(Arrays::stream).asDoubleStream().toArray(), "embed");
        Expect.array("the table", c.tableArray).isUnchanged(Expect.flat(c.table), "embed");
        Expect.that(c.tableArray.hasGradient(), "embed takes the table's gradient away: it is attached no longer, so that "
                + "training can't change the table");
        Expect.ownership(tokens.getManager() == manager, () -> "embed takes the tokens away from their manager, which must "
                + "close them: leave out attach(...) and detach() on them");
    }

    @Test
    void resultIsClosedWithTheTokens(NDManager manager, Draw draw) {
        NDManager minibatch = manager.newSubManager();
        NDArray table = Draw.array(manager, draw.matrix(3, 2));
        NDArray rows = EmbeddingForward.embed(minibatch.create(new int[][] {{0, 2}}), table);
        Expect.array("the result", rows).isOpen();
        Expect.that(minibatch.isOpen(), "embed closed the manager of the tokens, which belongs to the caller");
        minibatch.close();
        Expect.ownership(rows.isReleased(), () -> "the result stays open when the manager of the tokens is closed: it is on "
                + "another manager, so every minibatch leaks memory.\nBegin with the tokens, as in "
                + "Embedding.embedding(tokens, table, ...), or attach the result to the tokens' manager");
    }

    /** Otherwise the rows of every minibatch stay open until the model is closed. */
    @Test
    @Order(5)
    void leavesNoArrayOnTheManagerOfTheTable(NDManager manager, Draw draw) {
        try (NDManager model = manager.newSubManager()) {
            Case c = new Case(manager, draw, draw.sizes());
            c.tableArray.attach(model);
            int before = model.getManagedArrays().size();
            EmbeddingForward.embed(c.tokenArray, c.tableArray);
            Expect.ownership(c.tableArray.getManager() == model, () -> "embed takes the table away from its manager, which "
                    + "must close it: leave out attach(...) and detach() on it");
            int left = model.getManagedArrays().size() - before;
            Expect.nothingLeft("embed", left, "the table's manager", ", which lives as long as the model: begin with the "
                    + "tokens, as in Embedding.embedding(tokens, table, ...), or attach what you make to the tokens' manager");
        }
    }
}
