package org.rnnkit.step11embedding;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
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

/** Tests of step 11: tokens [batchSize, numSteps] → rows of a table [numSteps, batchSize, embedSize]. */
@Tag("step11")
class EmbeddingForwardTest {

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

        /** Returns the rows of a table for tokens, time first: the product of one-hot vectors and the table. */
        static double[][] rows(int[][] tokens, double[][] table) {
            return Matrix.times(Expect.rows(Matrix.oneHot(tokens, table.length)), table);
        }
    }

    @Test
    @Order(1)
    void putsTimeFirstAndTheRowLast(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        Expect.array("the result", EmbeddingForward.embed(c.tokenArray, c.tableArray)).hasShape(c.shape(),
                new Shape(c.batchSize, c.numSteps, c.embedSize), "the tokens are not transposed: time must be the first axis",
                new Shape(c.embedSize, c.numSteps, c.batchSize), "all three axes are reversed",
                new Shape(c.numSteps, c.batchSize), "each token becomes one number (take reads the table as one long row); "
                        + "it must become a row",
                new Shape(c.numSteps * c.batchSize, c.embedSize), "time and batch are flattened into one axis",
                new Shape(c.numSteps, c.batchSize, c.vocabSize), "the tokens become one-hot vectors; the table is missing",
                new Shape(c.batchSize, c.embedSize), "only one time step is looked up",
                new Shape(c.numSteps, c.embedSize), "only one sequence is looked up").isFloat32();
    }

    @Test
    @Order(2)
    void looksUpTheRowOfEveryToken(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        int[][] oneMore = Arrays.stream(c.tokens).map(row -> Arrays.stream(row).map(t -> (t + 1) % c.vocabSize).toArray())
                .toArray(int[][]::new);
        int[][] oneLess = Arrays.stream(c.tokens)
                .map(row -> Arrays.stream(row).map(t -> Math.floorMod(t - 1, c.vocabSize)).toArray()).toArray(int[][]::new);
        int[][] backwards = Arrays.stream(c.tokens).map(EmbeddingForwardTest::reversed).toArray(int[][]::new);
        int[][] firstOnly = Arrays.stream(c.tokens).map(row -> {
            int[] same = new int[row.length];
            Arrays.fill(same, row[0]);
            return same;
        }).toArray(int[][]::new);
        double[][] batchMajor = Matrix.times(oneHotRows(c), c.table);
        double[][] expected = Case.rows(c.tokens, c.table);
        Expect.array("the result", EmbeddingForward.embed(c.tokenArray, c.tableArray)).hasShape(c.shape())
                .isCloseTo(expected,
                        Slip.of("the result is reshaped where axes must be exchanged: the shape is right, but rows mix",
                                batchMajor),
                        Slip.of("each index is off by one: token 0 must get row 0", Case.rows(oneMore, c.table)),
                        Slip.of("each index is off by one: token 0 must get row 0", Case.rows(oneLess, c.table)),
                        Slip.of("the time steps stand in reverse order", Case.rows(backwards, c.table)),
                        Slip.of("every time step looks up the tokens of the first one", Case.rows(firstOnly, c.table)),
                        Slip.of("the table is cut to whole numbers", Matrix.map(expected, v -> (int) v)),
                        Slip.of("the rows are scaled: a row is taken as it is",
                                Matrix.map(expected, v -> v * Math.sqrt(c.embedSize))),
                        Slip.of("tanh is applied: a row is taken as it is", Matrix.map(expected, Math::tanh)));
    }

    private static double[][] oneHotRows(Case c) {
        int[][] rows = Arrays.stream(c.tokens).flatMapToInt(Arrays::stream).mapToObj(token -> new int[] {token})
                .toArray(int[][]::new);
        return Expect.rows(Matrix.oneHot(rows, c.vocabSize));
    }

    private static int[] reversed(int[] row) {
        int[] reversed = new int[row.length];
        Arrays.setAll(reversed, i -> row[row.length - 1 - i]);
        return reversed;
    }

    /** Chapter 1 says the same about the product with W_xh. */
    @Test
    void equalsTheProductOfOneHotVectorsAndTheTable(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDArray product = c.tokenArray.transpose().oneHot(c.vocabSize).matMul(c.tableArray);
        Expect.array("the result", EmbeddingForward.embed(c.tokenArray, c.tableArray)).hasShape(product.getShape())
                .isCloseTo(Expect.values(product.stopGradient()));
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, embedSize {3}")
    @CsvSource({"1, 4, 3, 5", "3, 1, 4, 2", "1, 1, 2, 3", "2, 5, 3, 1", "3, 3, 3, 3", "2, 9, 28, 16"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, int embedSize, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, new Draw.Sizes(batchSize, numSteps, vocabSize, embedSize));
        Expect.array("the result", EmbeddingForward.embed(c.tokenArray, c.tableArray)).hasShape(c.shape()).isFloat32()
                .isCloseTo(Case.rows(c.tokens, c.table));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT32", "INT64"})
    void acceptsBothIntegerTypes(DataType type, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, draw.sizes());
        NDArray tokens = c.tokenArray.toType(type, false);
        Expect.array("the result", EmbeddingForward.embed(tokens, c.tableArray)).hasShape(c.shape())
                .isCloseTo(Case.rows(c.tokens, c.table));
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
        Expect.array("the gradient of the table", c.tableArray.getGradient()).isCloseTo(expected);
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
            Expect.nothingLeft("embed", left, "the table's manager", ", where they stay as long as the model: begin with the "
                    + "tokens, as in Embedding.embedding(tokens, table, ...), or attach what you make to the tokens' manager");
        }
    }
}
