package org.rnnkit.grader.verify;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.oracle.Gru;
import org.rnnkit.testkit.oracle.Matrix;

/** The independent check of step 13. The first question asks for new parameters, the others give parameters. */
final class GruForwardCheck implements StepCheck {

    private static final List<String> NAMES = ProbePayload.GATED_PARAMETERS;
    /** The gradients are computed by differences, which takes a forward pass for each value. */
    private static final int MOST_STEPS = 40;

    @Override
    public int questions() {
        return 1 + RnnQuestions.FORWARD;
    }

    @Override
    public ProbePayload question(Draw draw, int number) {
        if (number == 0) {
            return RnnParametersCheck.sizes(draw);
        }
        Sizes n = RnnQuestions.sizes(draw, number - 1);
        n = n.withNumSteps(Math.min(n.numSteps(), MOST_STEPS));
        ProbePayload question = RnnQuestions.read(draw, n, number - 1 == RnnQuestions.DENSE);
        List<double[][]> p = number <= RnnQuestions.LONG ? Gru.draw(draw, n.vocabSize(), n.numHiddens())
                : Gru.drawLasting(draw, n.vocabSize(), n.numHiddens());
        if (number - 1 == RnnQuestions.LARGE) {
            List.of(0, 3, 6, 10).forEach(i -> p.set(i, Matrix.far(p.get(i))));
            question.with(RnnQuestions.SATURATED, 1);
        }
        return RnnQuestions.ask(question, NAMES, p);
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        if (question.hasNumber("numSteps")) {
            compareForward(question, answer);
        } else {
            RnnParametersCheck.compareOne("parameters", question, answer, NAMES);
            RnnParametersCheck.compareNew(NAMES, answer);
        }
    }

    private static void compareForward(ProbePayload question, ProbePayload answer) {
        double[][] state = question.array("state").rows();
        double[][][] inputs = question.array("inputs").blocks(state.length);
        List<double[][]> p = NAMES.stream().map(name -> question.array(name).rows()).toList();
        AnswerAssert.matrix("logits", answer.array("logits"), Gru.logits(Gru.Slip.NONE, inputs, state, p));
        AnswerAssert.size("state", answer, 1);
        AnswerAssert.matrix("the new state", answer.array("state 0"),
                Gru.hiddens(Gru.Slip.NONE, inputs, state, p).get(inputs.length));
        if (question.hasNumber(RnnQuestions.SATURATED)) {
            return;
        }
        double[][] weights = question.array("weights").rows();
        RnnQuestions.compareInputGradients(question, answer, Gru.inputGradients(inputs, state, p, weights));
        RnnQuestions.compareGradients(answer, NAMES, Gru.gradients(inputs, state, p, weights));
    }
}
