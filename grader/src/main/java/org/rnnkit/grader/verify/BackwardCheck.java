package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.Values;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Rnn;

/** Step 12. */
final class BackwardCheck implements StepCheck {

    @Override
    public Values question(Draw draw, int number) {
        Draw.Sizes n = number == 0 ? draw.sizes().withNumSteps(1) : draw.sizes();
        return Network.ask(Network.read(draw, n), Network.draw(draw, n.vocabSize(), n.numHiddens()));
    }

    @Override
    public void compare(Values question, Values answer) {
        double[][] state = Rows.of(question.arrays().get("state"));
        Agree.size("gradient", answer, Values.PARAMETERS.size());
        Network.compareGradients(answer, Rnn.gradients(Rows.blocks(question.arrays().get("inputs"), state.length), state,
                Network.of(question), Rows.of(question.arrays().get("weights"))), Expect.TOLERANCE);
    }
}
