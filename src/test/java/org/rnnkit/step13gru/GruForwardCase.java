package org.rnnkit.step13gru;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.ForwardCall;
import org.rnnkit.testkit.cases.NamedShapes;
import org.rnnkit.testkit.cases.NewParameters;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.oracle.Gru;
import org.rnnkit.toolkit.ForwardFunction;

/** A call of both methods of step 13, and everything that is asked of them. */
final class GruForwardCase implements StepCase {

    // A reference to a missing method would fail with another error than a call.
    private static final ForwardFunction STEP = (inputs, state, parameters) -> GruForward.forward(inputs, state, parameters);
    static final NewParameters PARAMETERS = new NewParameters(AxisNames.GATED_PARAMETERS,
            (manager, vocabSize, numHiddens) -> GruForward.initialize(manager, vocabSize, numHiddens),
            GruForwardCase::checkShapes);

    @Override
    public double work(DrawnValues values) {
        return ForwardCall.work(values, 3);
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        if (values.is("use", "training")) {
            PARAMETERS.check(values.size("vocabSize"), values.size("numHiddens"), manager.newSubManager());
        }
        Gru net = new Gru(Gru.draw(draw, values.size("vocabSize"), values.size("numHiddens")));
        new ForwardCall(STEP, net, values, draw, manager).check(values, draw);
    }

    /** Draws a call with one-hot inputs of these sizes. */
    static ForwardCall call(Sizes n, Draw draw, NDManager manager) {
        return new ForwardCall(STEP, new Gru(Gru.draw(draw, n.vocabSize(), n.numHiddens())), n, draw, manager);
    }

    private static void checkShapes(NDList parameters, int vocabSize, int numHiddens) {
        List<String> names = AxisNames.GATED_PARAMETERS;
        new NamedShapes("eleven parameters", names, i -> "parameter " + i + ", " + names.get(i) + ",").check(parameters,
                names.stream().map(name -> shape(name, vocabSize, numHiddens)).toList(), right -> new Slip[] {
                    right.dimension() == 2 ? Slip.of("rows and columns are exchanged", new Shape(right.get(1), right.get(0)))
                            : Slip.of("a bias has two axes", new Shape(1, right.get(0)))});
    }

    private static Shape shape(String name, int vocabSize, int numHiddens) {
        if (name.startsWith("b")) {
            return new Shape(name.equals("b_q") ? vocabSize : numHiddens);
        }
        return new Shape(name.startsWith("W_x") ? vocabSize : numHiddens, name.equals("W_hq") ? vocabSize : numHiddens);
    }
}
