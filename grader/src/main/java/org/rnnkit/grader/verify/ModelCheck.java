package org.rnnkit.grader.verify;

import java.util.List;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.grader.worker.probe.Values;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** Step 5. */
final class ModelCheck implements StepCheck {

    @Override
    public Values question(Draw draw, int number) {
        Draw.Sizes n = draw.sizes();
        Values question = new Values().with("batchSize", n.batchSize())
                .with("tokens", Tensor.of(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize())))
                .with("state", Tensor.of(draw.matrix(n.batchSize(), n.numHiddens())));
        return Network.ask(question, Network.draw(draw, n.vocabSize(), n.numHiddens()));
    }

    @Override
    public void compare(Values question, Values answer) {
        Parameters p = Network.of(question);
        double[][] state = Rows.of(question.arrays().get("state"));
        double[][][] inputs = Matrix.oneHot(Rows.tokens(question.arrays().get("tokens")), p.bQ().length);
        double[][] logits = Rnn.logits(inputs, state, p);
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        Agree.number("the initializer's vocabSize", answer.numbers().get("vocabSize"), p.bQ().length, 0);
        Agree.number("the initializer's numHiddens", answer.numbers().get("numHiddens"), p.bH().length, 0);
        long batchSize = state.length;
        long numHiddens = p.bH().length;
        Agree.array("logits", answer.arrays().get("logits"), Rows.flat(logits), logits.length, p.bQ().length);
        Agree.size("state", answer, 1);
        Agree.array("the new state", answer.arrays().get("state 0"), Rows.flat(hiddens.get(hiddens.size() - 1)),
                batchSize, numHiddens);
        Agree.size("begin", answer, 1);
        Agree.array("the first state", answer.arrays().get("begin 0"), 0, new double[state.length * p.bH().length],
                batchSize, numHiddens);
        Network.compareParameters("", answer, p, 0);
    }
}
