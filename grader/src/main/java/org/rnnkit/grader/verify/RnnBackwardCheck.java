package org.rnnkit.grader.verify;

import java.util.Arrays;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** The independent check of step 12. The step must not open a gradient collector. */
final class RnnBackwardCheck implements StepCheck {

    /** The number of the question with a single row, where a sum over the rows may be the row itself. */
    private static final int ONE_ROW = 3;
    /** The number of the question whose hidden states are all 1. */
    private static final int SATURATED = 4;
    private static final double FAR = 60;

    @Override
    public int questions() {
        return RnnQuestions.FORWARD;
    }

    @Override
    public ProbePayload question(Draw draw, int number) {
        Sizes n = RnnQuestions.sizes(draw, number);
        Sizes sizes = number == ONE_ROW ? new Sizes(1, 1, n.vocabSize(), n.numHiddens()) : n;
        Parameters p = number < RnnQuestions.LONG ? Parameters.draw(draw, sizes.vocabSize(), sizes.numHiddens())
                : Parameters.drawLasting(draw, sizes.vocabSize(), sizes.numHiddens());
        if (number == SATURATED) {
            Arrays.fill(p.bH(), FAR);
        }
        return RnnQuestions.ask(RnnQuestions.read(draw, sizes, false), p);
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        double[][] state = question.array("state").rows();
        AnswerAssert.size("gradient", answer, ProbePayload.PARAMETERS.size());
        RnnQuestions.compareGradients(answer, ProbePayload.PARAMETERS, Rnn.gradients(
                question.array("inputs").blocks(state.length), state, RnnQuestions.of(question),
                question.array("weights").rows()).matrices());
    }
}
