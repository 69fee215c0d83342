package org.rnnkit.grader.verify;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** The independent check of step 5. */
final class RnnModelScratchCheck implements StepCheck {

    @Override
    public ProbePayload question(Draw draw, int number) {
        Draw.Sizes n = draw.sizes();
        ProbePayload question = new ProbePayload().with("batchSize", n.batchSize())
                .with("tokens", Tensor.of(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize())))
                .with("state", Tensor.of(draw.matrix(n.batchSize(), n.numHiddens())));
        return RnnQuestions.ask(question, Parameters.draw(draw, n.vocabSize(), n.numHiddens()));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        Parameters p = RnnQuestions.of(question);
        double[][] state = TensorRows.of(question.arrays().get("state"));
        double[][][] inputs = Matrix.oneHot(TensorRows.tokens(question.arrays().get("tokens")), p.bQ().length);
        double[][] logits = Rnn.logits(inputs, state, p);
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
        AnswerAssert.number("the initializer's vocabSize", answer.numbers().get("vocabSize"), p.bQ().length, 0);
        AnswerAssert.number("the initializer's numHiddens", answer.numbers().get("numHiddens"), p.bH().length, 0);
        long batchSize = state.length;
        long numHiddens = p.bH().length;
        AnswerAssert.array("logits", answer.arrays().get("logits"), TensorRows.flat(logits), logits.length, p.bQ().length);
        AnswerAssert.size("state", answer, 1);
        AnswerAssert.array("the new state", answer.arrays().get("state 0"), TensorRows.flat(hiddens.get(hiddens.size() - 1)),
                batchSize, numHiddens);
        AnswerAssert.size("begin", answer, 1);
        AnswerAssert.array("the first state", answer.arrays().get("begin 0"), 0, new double[state.length * p.bH().length],
                batchSize, numHiddens);
        RnnQuestions.compareParameters("", answer, p, 0);
    }
}
