package org.rnnkit.grader.verify;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.oracle.Forward;
import org.rnnkit.testkit.oracle.Gru;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.NetworkGradients;

/** The independent check of step 13. The first question asks for new parameters, the others give parameters. */
final class GruForwardCheck implements StepCheck {

    private static final List<String> NAMES = ProbePayload.GATED_PARAMETERS;

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
        ProbePayload question = RnnQuestions.read(draw, n, number - 1 == RnnQuestions.DENSE);
        List<double[][]> p = Gru.draw(draw, n.vocabSize(), n.numHiddens());
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
        Forward right = new Forward(new Gru(p), inputs, state);
        AnswerAssert.matrix("logits", answer.array("logits"), right.logits());
        AnswerAssert.size("state", answer, 1);
        AnswerAssert.matrix("the new state", answer.array("state 0"), right.newState());
        if (question.hasNumber(RnnQuestions.SATURATED)) {
            return;
        }
        NetworkGradients gradients = right.gradients(question.array("weights").rows());
        RnnQuestions.compareInputGradients(question, answer, gradients.inputs());
        RnnQuestions.compareGradients(answer, NAMES, gradients.parameters());
    }
}
