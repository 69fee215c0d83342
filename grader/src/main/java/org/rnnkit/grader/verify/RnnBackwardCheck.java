package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** The independent check of step 12. */
final class RnnBackwardCheck implements StepCheck {

    @Override
    public ProbePayload question(Draw draw, int number) {
        Draw.Sizes n = number == 0 ? draw.sizes().withNumSteps(1) : draw.sizes();
        return RnnQuestions.ask(RnnQuestions.read(draw, n), Parameters.draw(draw, n.vocabSize(), n.numHiddens()));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        double[][] state = TensorRows.of(question.arrays().get("state"));
        AnswerAssert.size("gradient", answer, ProbePayload.PARAMETERS.size());
        RnnQuestions.compareGradients(answer, Rnn.gradients(TensorRows.blocks(question.arrays().get("inputs"),
                state.length), state,
                RnnQuestions.of(question), TensorRows.of(question.arrays().get("weights"))), Expect.TOLERANCE);
    }
}
