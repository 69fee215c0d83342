package org.rnnkit.grader.verify;

import java.util.List;
import org.rnnkit.grader.worker.probe.Values;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** Step 4. The gradients too, except for a single time step, where a right solution need not have any. */
final class RnnCheck implements StepCheck {

    @Override
    public Values question(Draw draw, int number) {
        Draw.Sizes n = number == 0 ? draw.sizes().withNumSteps(1) : draw.sizes();
        return Network.ask(Network.read(draw, n), Network.draw(draw, n.vocabSize(), n.numHiddens()));
    }

    @Override
    public void compare(Values question, Values answer) {
        Parameters p = Network.of(question);
        double[][] state = Rows.of(question.arrays().get("state"));
        double[][][] inputs = Rows.blocks(question.arrays().get("inputs"), state.length);
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
}
