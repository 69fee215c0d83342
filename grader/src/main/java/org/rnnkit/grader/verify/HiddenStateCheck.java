package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;

/** The independent check of step 3. */
final class HiddenStateCheck implements StepCheck {

    @Override
    public ProbePayload question(Draw draw, int number) {
        return new ProbePayload().with("batchSize", number == 0 ? 1 : draw.integer(2, 40))
                .with("numHiddens", draw.integer(1, 64));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        int batchSize = question.integer("batchSize");
        int numHiddens = question.integer("numHiddens");
        AnswerAssert.size("state", answer, 1);
        AnswerAssert.array("the state", answer.arrays().get("state 0"), 0, new double[batchSize * numHiddens], batchSize,
                numHiddens);
        AnswerAssert.number("the number of arrays with a gradient", answer.numbers().get("withGradient"), 0, 0);
        AnswerAssert.size("second", answer, 1);
        AnswerAssert.array("a second state, after the first was changed", answer.arrays().get("second 0"), 0,
                new double[batchSize * numHiddens], batchSize, numHiddens);
    }

    @Override
    public void compareSideEffects(ProbePayload question, ProbePayload answer) {
        AnswerAssert.number("the number of arrays on the manager given", answer.numbers().get("owned"), 1, 0);
    }
}
