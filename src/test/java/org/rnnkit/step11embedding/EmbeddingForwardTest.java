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

        Case(NDManager manager, Draw draw, Draw.Sizes n) {
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
                    .hasShape(shape(), knownShapes()).isFloat32();
        }

        Slip[] knownShapes() {
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
                Slip.of("the tokens become one-hot vectors; the table is missing", new Shape(numSteps, batchSize, vocabSize)),
                Slip.of("the tokens become one-hot vectors; the table is missing", new Shape(batchSize, numSteps, vocabSize)),
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
        Expect.array("the result", EmbeddingForward.embed(c.tokenArray, c.tableArray)).withAxes(AXES)
                .hasShape(c.shape(), c.knownShapes()).isFloat32();
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
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 16"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, int embedSize, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Draw.Sizes(batchSize, numSteps, vocabSize, embedSize));
        c.check(EmbeddingForward.embed(c.tokenArray, c.tableArray));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT32", "INT64"})
    void acceptsBothIntegerTypes(DataType type, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        c.check(EmbeddingForward.embed(c.tokenArray.toType(type, false), c.tableArray));
    }

    @Test
    @Order(3)
    void passesGradientsToTheRowsThatWereLookedUp(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        double[][] weights = draw.matrix(c.numSteps * c.batchSize, c.embedSize);
        NDArray weightArray = Draw.array(manager, weights).reshape(c.numSteps, c.batchSize, c.embedSize);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray rows = EmbeddingForward.embed(c.tokenArray, c.tableArray);
            collector.backward(rows.mul(weightArray).sum());
        }
        double[][] expected = Matrix.times(Matrix.transpose(Expect.rows(Matrix.oneHot(c.tokens, c.vocabSize))), weights);
        Expect.array("the gradient of the table", c.tableArray.getGradient())
                .withAxes(List.of("token", "embedding")).isCloseTo(expected,
                Slip.of("no gradient reaches the table: the rows are copied through Java, or cut off by stopGradient or "
                        + "duplicate", new double[c.vocabSize][c.embedSize]));
    }

    @Test
    void doesNotChangeTokensOrTable(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        EmbeddingForward.embed(c.tokenArray, c.tableArray);
        Expect.array("the array of tokens", c.tokenArray).isUnchanged(
                Arrays.stream(c.tokens).flatMapToInt(Arrays::stream).asDoubleStream().toArray(), "embed");
        Expect.array("the table", c.tableArray).isUnchanged(Expect.flat(c.table), "embed");
    }

    /** Otherwise the rows of every minibatch stay open until the model is closed. */
    @Test
    void leavesNoArrayOnTheManagerOfTheTable(NDManager manager, Draw draw) {
        try (NDManager model = manager.newSubManager()) {
            Case c = new Case(manager, draw, draw.sizes());
            c.tableArray.attach(model);
            int before = model.getManagedArrays().size();
            EmbeddingForward.embed(c.tokenArray, c.tableArray);
            int left = model.getManagedArrays().size() - before;
            Expect.nothingLeft("embed", left, "the table's manager", ", which lives as long as the model: begin with the "
                    + "tokens, as in Embedding.embedding(tokens, table, ...), or attach what you make to the tokens' manager");
        }
    }
}
