package org.rnnkit.step13gru;

import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.ForwardCall;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.oracle.Gru;
import org.rnnkit.toolkit.ForwardFunction;

/** A call of both methods of step 13, and everything that is asked of them. */
final class GruForwardCase implements StepCase {

    /** A reference to a missing method would fail with another error than a call. */
    private static final ForwardFunction STEP = (inputs, state, parameters) -> GruForward.forward(inputs, state, parameters);

    @Override
    public double work(DrawnValues values) {
        return ForwardCall.work(values, 3);
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        if (values.is("use", "training")) {
            NewParameters.check(values.size("vocabSize"), values.size("numHiddens"), manager.newSubManager());
        }
        Gru net = new Gru(Gru.draw(draw, values.size("vocabSize"), values.size("numHiddens")));
        new ForwardCall(STEP, net, values, draw, manager).check(values, draw);
    }

    /** Draws a call with one-hot inputs of these sizes. */
    static ForwardCall call(Sizes n, Draw draw, NDManager manager) {
        return new ForwardCall(STEP, new Gru(Gru.draw(draw, n.vocabSize(), n.numHiddens())), n, draw, manager);
    }
}
