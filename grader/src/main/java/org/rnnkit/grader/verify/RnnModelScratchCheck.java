package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** The independent check of step 5. */
final class RnnModelScratchCheck implements StepCheck {

    private static final int CALLS = 2;

    @Override
    public ProbePayload question(Draw draw, int number) {
        Draw.Sizes n = RnnQuestions.sizes(draw, number);
        ProbePayload question = new ProbePayload().with("batchSize", n.batchSize())
                .with("tokens", Tensor.of(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize())));
        for (int i = 0; i < CALLS; i++) {
            question.with("state " + i, Tensor.of(draw.matrix(n.batchSize(), n.numHiddens())))
                    .with("more state " + i, Tensor.of(draw.matrix(n.batchSize(), 1)));
        }
        return RnnQuestions.ask(question, Parameters.draw(draw, n.vocabSize(), n.numHiddens()));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        Parameters p = RnnQuestions.of(question);
        double[][][] inputs = Matrix.oneHot(TensorRows.tokens(question.arrays().get("tokens")), p.bQ().length);
        for (int i = 0; i < CALLS; i++) {
            compareForward(question, answer, i, inputs);
        }
        AnswerAssert.number("the initializer's vocabSize", answer.numbers().get("vocabSize"), p.bQ().length, 0);
        AnswerAssert.number("the initializer's numHiddens", answer.numbers().get("numHiddens"), p.bH().length, 0);
        AnswerAssert.number("the batchSize of a new state", answer.numbers().get("state's batchSize"),
                question.integer("batchSize"), 0);
        AnswerAssert.number("the numHiddens of a new state", answer.numbers().get("state's numHiddens"), p.bH().length, 0);
        AnswerAssert.facts(answer, "forward hands on the state and the parameters",
                "forward returns what its function returns",
                "beginState makes a new state on the manager given",
                "the parameters are made in the constructor",
                "the parameters are made once",
                "parameters() returns the arrays that were made");
    }

    @Override
    public void compareSideEffects(ProbePayload question, ProbePayload answer) {
        AnswerAssert.facts(answer, "the parameters are made on the model's manager",
                "parameters() leaves the arrays on their manager");
    }

    private static void compareForward(ProbePayload question, ProbePayload answer, int call, double[][][] inputs) {
        Parameters p = RnnQuestions.of(question);
        double[][] state = TensorRows.of(question.arrays().get("state " + call));
        double[][] logits = Rnn.logits(inputs, state, p);
        double[][] hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p).get(inputs.length);
        String name = "new state " + call;
        AnswerAssert.array("logits", answer.arrays().get("logits " + call), TensorRows.flat(logits), logits.length,
                p.bQ().length);
        AnswerAssert.size(name, answer, 2);
        AnswerAssert.array("the new state", answer.arrays().get(name + " 0"), TensorRows.flat(hiddens), state.length,
                p.bH().length);
        AnswerAssert.array("the second array of the new state", answer.arrays().get(name + " 1"), TensorRows.flat(logits),
                logits.length, p.bQ().length);
    }
}
