package org.rnnkit.grader.verify;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.grader.worker.probe.Values;
import org.rnnkit.grading.Draw;
import org.rnnkit.oracle.Epoch;
import org.rnnkit.oracle.Epoch.Minibatch;
import org.rnnkit.toolkit.Sampling;

/** Step 8: both samplings. Each minibatch's update carries the rounding of those before it on. */
final class EpochCheck implements StepCheck {

    private static final double TOLERANCE = 1e-3;

    @Override
    public Values question(Draw draw, int number) {
        Draw.Sizes n = draw.sizes();
        int count = draw.integer(2, 4);
        Values question = new Values().with("batchSize", n.batchSize()).with("minibatches", count)
                .with("learningRate", draw.integer(2, 4) / 4.0)
                .with("sampling", Sampling.values()[number % 2].name());
        for (int i = 0; i < count; i++) {
            question.with("tokens " + i, Tensor.of(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize())));
            question.with("labels " + i, Tensor.of(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize())));
        }
        return Network.ask(question, Network.draw(draw, n.vocabSize(), n.numHiddens()));
    }

    @Override
    public void compare(Values question, Values answer) {
        List<Minibatch> minibatches = new ArrayList<>();
        for (int i = 0; i < question.integer("minibatches"); i++) {
            minibatches.add(new Minibatch(Rows.tokens(question.arrays().get("tokens " + i)),
                    Rows.tokens(question.arrays().get("labels " + i))));
        }
        String sampling = question.texts().get("sampling");
        Epoch.Result expected = Epoch.train(Network.of(question), minibatches,
                sampling.equals(Sampling.SEQUENTIAL.name()), question.numbers().get("learningRate"));
        int[][] tokens = minibatches.get(0).tokens();
        String name = " of " + minibatches.size() + " " + sampling + " minibatches [" + tokens.length + ", "
                + tokens[0].length + "]";
        Agree.number("the tokens" + name, answer.numbers().get("tokens"),
                (long) minibatches.size() * tokens.length * tokens[0].length, 0);
        Agree.number("the perplexity" + name, answer.numbers().get("perplexity"), expected.perplexity(), TOLERANCE);
        Network.compare("parameters", "after an epoch" + name + ", ", answer, expected.parameters(), TOLERANCE);
    }
}
