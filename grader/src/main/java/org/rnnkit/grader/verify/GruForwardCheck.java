package org.rnnkit.grader.verify;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Gru;

/** The independent check of step 13. The first question asks for new parameters, the others give parameters. */
final class GruForwardCheck implements StepCheck {

    private static final List<String> NAMES = ProbePayload.GATED_PARAMETERS;

    @Override
    public ProbePayload question(Draw draw, int number) {
        if (number == 0) {
            return RnnParametersCheck.sizes(draw);
        }
        Draw.Sizes n = RnnQuestions.sizes(draw, number - 1);
        ProbePayload question = RnnQuestions.read(draw, n);
        List<double[][]> p = Gru.draw(draw, n.vocabSize(), n.numHiddens());
        for (int i = 0; i < NAMES.size(); i++) {
            question.with(NAMES.get(i), Tensor.of(TensorRows.flat(p.get(i)), shape(i, n.vocabSize(), n.numHiddens())));
        }
        return question;
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        if (question.numbers().containsKey("numSteps")) {
            compareForward(question, answer);
        } else {
            compareNew(question.integer("vocabSize"), question.integer("numHiddens"), answer);
        }
    }

    @Override
    public void compareSideEffects(ProbePayload question, ProbePayload answer) {
        if (question.numbers().containsKey("numSteps")) {
            AnswerAssert.number("the number of operations with a Java number", answer.numbers().get("numberOperations"), 0, 0);
        } else {
            RnnParametersCheck.compareOwner(NAMES, answer);
        }
    }

    private static void compareNew(int vocabSize, int numHiddens, ProbePayload answer) {
        AnswerAssert.size("parameters", answer, NAMES.size());
        for (int i = 0; i < NAMES.size(); i++) {
            Tensor array = answer.arrays().get("parameters " + i);
            long[] shape = shape(i, vocabSize, numHiddens);
            AnswerAssert.shape(NAMES.get(i), array, shape);
            if (shape.length == 1) {
                AnswerAssert.array(NAMES.get(i), array, 0, new double[(int) shape[0]], shape);
            } else {
                RnnParametersCheck.compareDraw(NAMES.get(i), array);
            }
        }
        RnnParametersCheck.compareNew(NAMES, answer);
    }

    private static void compareForward(ProbePayload question, ProbePayload answer) {
        double[][] state = TensorRows.of(question.arrays().get("state"));
        double[][][] inputs = TensorRows.blocks(question.arrays().get("inputs"), state.length);
        List<double[][]> p = NAMES.stream().map(name -> TensorRows.of(question.arrays().get(name))).toList();
        double[][] logits = Gru.logits(Gru.Slip.NONE, inputs, state, p);
        AnswerAssert.array("logits", answer.arrays().get("logits"), TensorRows.flat(logits), logits.length, logits[0].length);
        AnswerAssert.size("state", answer, 1);
        AnswerAssert.array("the new state", answer.arrays().get("state 0"),
                TensorRows.flat(Gru.hiddens(Gru.Slip.NONE, inputs, state, p).get(inputs.length)), state.length,
                state[0].length);
        List<double[][]> gradients = Gru.gradients(inputs, state, p, TensorRows.of(question.arrays().get("weights")));
        for (int i = 0; i < NAMES.size(); i++) {
            AnswerAssert.array("the gradient of " + NAMES.get(i), answer.arrays().get("gradient " + i),
                    TensorRows.flat(gradients.get(i)),
                    question.arrays().get(NAMES.get(i)).shape());
        }
    }

    private static long[] shape(int index, long vocabSize, long numHiddens) {
        String name = NAMES.get(index);
        if (name.startsWith("b")) {
            return new long[] {name.equals("b_q") ? vocabSize : numHiddens};
        }
        return new long[] {name.startsWith("W_x") ? vocabSize : numHiddens, name.equals("W_hq") ? vocabSize : numHiddens};
    }
}
