package org.rnnkit.grader.verify;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/**
 * The independent check of step 4. One question has inputs that are not one-hot. Gradients are compared, too, but not for a
 * single time step: there a right solution may have none.
 */
final class RnnForwardCheck implements StepCheck {

    /** The question whose inputs are not one-hot. */
    private static final int DENSE = 3;

    @Override
    public ProbePayload question(Draw draw, int number) {
        Draw.Sizes n = RnnQuestions.sizes(draw, number);
        ProbePayload question = RnnQuestions.read(draw, n);
        if (number == DENSE) {
            question.with("inputs", Tensor.of(TensorRows.flat(draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize())),
                    n.numSteps(), n.batchSize(), n.vocabSize()));
        }
        return RnnQuestions.ask(question, Parameters.draw(draw, n.vocabSize(), n.numHiddens()));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        Parameters p = RnnQuestions.of(question);
        double[][] state = TensorRows.of(question.arrays().get("state"));
        double[][][] inputs = TensorRows.blocks(question.arrays().get("inputs"), state.length);
        double[][] logits = Rnn.logits(inputs, state, p);
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        AnswerAssert.array("logits", answer.arrays().get("logits"), TensorRows.flat(logits), logits.length, p.bQ().length);
        AnswerAssert.size("state", answer, 1);
        AnswerAssert.array("the new state", answer.arrays().get("state 0"), TensorRows.flat(hiddens.get(hiddens.size() - 1)),
                state.length, p.bH().length);
        if (inputs.length > 1) {
            RnnQuestions.compareGradients(answer,
                    Rnn.gradients(inputs, state, p, TensorRows.of(question.arrays().get("weights"))), Expect.TOLERANCE);
        }
    }

    @Override
    public void compareSideEffects(ProbePayload question, ProbePayload answer) {
        AnswerAssert.number("the number of operations with a Java number", answer.numbers().get("numberOperations"), 0, 0);
    }
}
