package org.rnnkit.step11embedding;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.cases.Call;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.Lookup;
import org.rnnkit.testkit.oracle.Matrix;

/** Tests of step 11: tokens [batchSize, numSteps] → rows of a table [numSteps, batchSize, embedSize]. */
@Tag("step11")
class EmbeddingForwardTest {

    /** A call whose table has a gradient and one with another table, and everything that is asked of both. */
    static final class Case implements StepCase {

        @Override
        public double work(DrawnValues values) {
            return (4.0 * values.size("batchSize") * values.size("numSteps") + 6.0 * values.size("vocabSize"))
                    * values.size("embedSize");
        }

        @Override
        public void check(DrawnValues values, Draw draw, NDManager manager) {
            int vocabSize = values.size("vocabSize");
            int[][] tokens = values.tokens(draw);
            double[][] table = draw.matrix(vocabSize, values.size("embedSize"));
            // Sums of small whole numbers are exact, in any order.
            double[][] ofRows = Matrix.map(draw.matrix(tokens.length * tokens[0].length, table[0].length),
                    value -> Math.rint(4 * value));
            NDManager model = manager.newSubManager();
            NDManager minibatch = manager.newSubManager();
            NDArray given = values.array(tokens, minibatch);
            NDArray learned = Draw.array(model, table);
            learned.setRequiresGradient(true);
            Call call = Call.of("embed").with("the array of tokens", given).with("the table", learned);
            int before = model.getManagedArrays().size();
            int left;
            NDArray rows;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                rows = call.run(() -> EmbeddingForward.embed(given, learned));
                left = model.getManagedArrays().size() - before;
                check("the result", rows, tokens, table, new Lookup(tokens, table)::slips);
                collector.backward(rows.mul(Draw.array(manager, ofRows).reshape(rows.getShape())).sum());
            }
            Expect.array("the gradient of the table", learned.getGradient()).withAxes(List.of("token", "embedding"))
                    .isCloseTo(Lookup.gradient(tokens, vocabSize, ofRows),
                            () -> Lookup.gradients(tokens, vocabSize, ofRows));
            Expect.nothingLeft("embed", left, "the table's manager", ", which lives as long as the model: begin with the "
                    + "tokens, as in Embedding.embedding(tokens, table, ...), or attach what you make to the tokens' manager");
            Expect.ownership(WrappedModel.isBelow(minibatch, rows.getManager()), () -> "the result stays open when the manager "
                    + "of the tokens is closed: it is on another manager, so every minibatch leaks memory.\nBegin with the "
                    + "tokens, as in Embedding.embedding(tokens, table, ...), or attach the result to the tokens' manager");
            double[] first = Expect.values(rows);
            double[][] another = draw.matrix(vocabSize, values.size("embedSize"));
            NDArray other = Draw.array(model, another);
            check("the result for the same tokens and another table", Call.of("embed").with("the array of tokens", given)
                    .with("the table", other).run(() -> EmbeddingForward.embed(given, other)), tokens, another,
                    () -> new Slip[] {Slip.of("something of an earlier call is kept in a static field: take everything from "
                            + "the arguments", new Lookup(tokens, table).rows())});
            Expect.array("the rows of the first call", rows).isUnchanged(first, "a later call");
        }

        private static void check(String name, NDArray rows, int[][] tokens, double[][] table, Supplier<Slip[]> slips) {
            Shape shape = new Shape(tokens[0].length, tokens.length, table[0].length);
            Expect.array(name, rows).withAxes(List.of("time", "sequence", "embedding"), shape).isOpen()
                    .hasShape(shape, Lookup.shapes(tokens.length, tokens[0].length, table.length, table[0].length)).isFloat32()
                    .isCloseTo(new Lookup(tokens, table).rows(), slips);
        }
    }

    private static void check(Sizes n, NDManager manager, Draw draw) {
        Expect.sizes(Map.of("numHiddens", 0, "embedSize", n.numHiddens())); // a table has no hidden units
        new Case().check(new DrawnValues(Map.of("batchSize", n.batchSize(), "numSteps", n.numSteps(), "vocabSize",
                n.vocabSize(), "embedSize", n.numHiddens(), "tokens", "int32")), draw, manager);
    }

    @Test
    @Order(1)
    void looksUpTheRowOfEveryTokenTimeFirst(NDManager manager, Draw draw) {
        check(draw.sizes(), manager, draw);
    }

    /** Of 12 tokens in a vocabulary of 3, one comes four times at least. */
    @Test
    @Order(2)
    void passesGradientsToTheRowsThatWereLookedUp(NDManager manager, Draw draw) {
        check(new Sizes(3, 4, 3, 5), manager, draw);
    }

    @Test
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(Case.class, draw);
    }
}
