package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.ForwardCall;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.RnnNetwork;
import org.rnnkit.toolkit.ForwardFunction;

/** A call of step 4, and everything that is asked of it. */
final class RnnForwardCase implements StepCase {

    /** A reference to a missing method would fail with another error than a call. */
    private static final ForwardFunction STEP = (inputs, state, parameters) -> RnnForward.forward(inputs, state, parameters);

    @Override
    public double work(DrawnValues values) {
        return ForwardCall.work(values, 1);
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        RnnNetwork net = network(values.size("vocabSize"), values.size("numHiddens"), draw);
        new ForwardCall(STEP, net, values, draw, manager).check(values, draw);
    }

    /** Draws a call with one-hot inputs of these sizes. */
    static ForwardCall call(Sizes n, Draw draw, NDManager manager) {
        return new ForwardCall(STEP, network(n.vocabSize(), n.numHiddens(), draw), n, draw, manager);
    }

    private static RnnNetwork network(int vocabSize, int numHiddens, Draw draw) {
        return new RnnNetwork(Parameters.draw(draw, vocabSize, numHiddens));
    }
}
