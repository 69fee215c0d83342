package org.rnnkit.grader.verify;

import java.util.List;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.grader.worker.probe.Values;
import org.rnnkit.grading.Draw;
import org.rnnkit.grading.Expect;
import org.rnnkit.oracle.Matrix;
import org.rnnkit.oracle.Parameters;
import org.rnnkit.oracle.Rnn;

/** Step 4. The gradients too, except for a single time step, where a right solution need not have any. */
final class RnnCheck implements StepCheck {

    @Override
    public Values question(Draw draw, int number) {
        Draw.Sizes n = number == 0 ? draw.sizes().withNumSteps(1) : draw.sizes();
        double[][][] inputs = Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
        Values question = new Values().with("numSteps", n.numSteps())
                .with("inputs", Tensor.of(Rows.flat(inputs), n.numSteps(), n.batchSize(), n.vocabSize()))
                .with("state", Tensor.of(draw.matrix(n.batchSize(), n.numHiddens())))
                .with("weights", Tensor.of(draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize())));
        return Network.ask(question, Network.draw(draw, n.vocabSize(), n.numHiddens()));
    }

    @Override
    public void compare(Values question, Values answer) {
        Parameters p = Network.of(question);
        double[][] state = Rows.of(question.arrays().get("state"));
        double[][][] inputs = steps(Rows.of(question.arrays().get("inputs")), state.length);
        double[][] logits = Rnn.logits(inputs, state, p);
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        Agree.array("logits", answer.arrays().get("logits"), Rows.flat(logits), logits.length, p.bQ().length);
        Agree.size("state", answer, 1);
        Agree.array("the new state", answer.arrays().get("state 0"), Rows.flat(hiddens.get(hiddens.size() - 1)),
                state.length, p.bH().length);
        if (inputs.length > 1) {
            Network.compareGradients(answer,
                    Rnn.gradients(inputs, state, p, Rows.of(question.arrays().get("weights"))), Expect.TOLERANCE);
        }
    }

    private static double[][][] steps(double[][] rows, int batchSize) {
        double[][][] steps = new double[rows.length / batchSize][batchSize][];
        for (int i = 0; i < rows.length; i++) {
            steps[i / batchSize][i % batchSize] = rows[i];
        }
        return steps;
    }
}
