package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.cases.Call;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.OneHot;

/** A call of step 1, and everything that is asked of it. */
final class OneHotCase implements StepCase {

    @Override
    public double work(DrawnValues values) {
        return (double) values.size("batchSize") * values.size("numSteps") * values.size("vocabSize");
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        int[][] tokens = values.tokens(draw);
        check(tokens, values.size("vocabSize"), values.array(tokens, manager), manager);
    }

    /** Encodes an array of tokens, and asks everything that is asked of a call. */
    static void check(int[][] tokens, int vocabSize, NDArray given, NDManager manager) {
        Shape shape = new Shape(tokens[0].length, tokens.length, vocabSize);
        NDArray encoded = Call.of("encode").with("the array of tokens", given)
                .run(() -> OneHotEncoding.encode(given, vocabSize));
        OneHot wrong = new OneHot(tokens, vocabSize);
        Expect.array("the encoding", encoded).withAxes(AxisNames.INPUTS, shape).isOpen()
                .hasShape(shape, wrong.shapes()).isFloat32()
                .isCloseTo(Expect.flat(Expect.rows(Matrix.oneHot(tokens, vocabSize))), 0, wrong::values);
        Expect.ownership(WrappedModel.isBelow(manager, encoded.getManager()), () -> "the encoding stays open when the manager "
                + "of the tokens is closed: it is on a manager that lives longer.\nCompute it from the tokens, or make it with "
                + "tokens.getManager(), without attach(...) or detach()");
    }
}
