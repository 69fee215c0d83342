package org.rnnkit.grader.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Epoch.Minibatch;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.Sampling;

/** The independent check of step 8, with both samplings. The tolerance is wide, as each update adds to the rounding errors. */
final class EpochTrainingCheck implements StepCheck {

    private static final double TOLERANCE = 1e-3;
    /** Milliseconds, so that a time of zero, or of the last minibatch only, shows. */
    private static final int PAUSE = 40;
    private static final double STEEPNESS = 12;
    /** The smallest allowed value for the largest gradient norm in the first two questions, so that clipping is visible. */
    private static final double CLIPPED_NORM = 1.5;

    @Override
    public boolean mayChange(String array) {
        return true; // the parameters are trained, and minibatches are closed
    }

    @Override
    public Map<String, Integer> leftOn(ProbePayload question) {
        return Map.of("the model's manager", 0);
    }

    @Override
    public ProbePayload question(Draw draw, int number) {
        Draw.Sizes n = draw.sizes();
        int count = draw.integer(2, 4);
        ProbePayload question = new ProbePayload().with("minibatches", count)
                .with("pause", number == 0 ? PAUSE : 0)
                .with("learningRate", draw.integer(2, 4) / 4.0)
                .with("sampling", Sampling.values()[number % 2].name());
        for (int i = 0; i < count; i++) {
            // Sequential sampling keeps the state, so all minibatches have one size. In random sampling the last is another.
            boolean other = number % 2 == 0 && i == count - 1;
            int rows = other ? 1 : n.batchSize();
            int steps = n.numSteps() + (other ? 1 : 0);
            question.with("tokens " + i, Tensor.of(draw.tokens(rows, steps, n.vocabSize())));
            question.with("labels " + i, Tensor.of(draw.tokens(rows, steps, n.vocabSize())));
        }
        Parameters p = Parameters.draw(draw, n.vocabSize(), n.numHiddens());
        RnnQuestions.ask(question, number < 2 ? steep(p) : p);
        // In about one of a thousand draws the network predicts the labels with certainty, so the gradients are too small.
        return number < 2 && largestNorm(question) < CLIPPED_NORM ? question(draw, number) : question;
    }

    private static double largestNorm(ProbePayload question) {
        return Arrays.stream(expected(question).norms()).max().orElseThrow();
    }

    private static Epoch.Result expected(ProbePayload question) {
        return Epoch.train(RnnQuestions.of(question), minibatches(question),
                question.texts().get("sampling").equals(Sampling.SEQUENTIAL.name()), question.numbers().get("learningRate"));
    }

    /** Scales W_hq up, so that the network is certain of wrong tokens: its gradients are large and must be clipped. */
    private static Parameters steep(Parameters p) {
        return new Parameters(p.wXh(), p.wHh(), p.bH(), Matrix.map(p.wHq(), weight -> STEEPNESS * weight), p.bQ());
    }

    /** Reads the minibatches from a question. */
    static List<Minibatch> minibatches(ProbePayload question) {
        return IntStream.range(0, question.integer("minibatches"))
                .mapToObj(i -> new Minibatch(TensorRows.tokens(question.arrays().get("tokens " + i)),
                        TensorRows.tokens(question.arrays().get("labels " + i)))).toList();
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        List<Minibatch> minibatches = minibatches(question);
        String sampling = question.texts().get("sampling");
        Epoch.Result expected = expected(question);
        int[][] tokens = minibatches.get(0).tokens();
        long count = Arrays.stream(expected.sizes()).sum();
        String name = " of " + minibatches.size() + " " + sampling + " minibatches [" + tokens.length + ", "
                + tokens[0].length + "]";
        AnswerAssert.number("the tokens" + name, answer.numbers().get("tokens"), count, 0);
        AnswerAssert.number("the perplexity" + name, answer.numbers().get("perplexity"), expected.perplexity(), TOLERANCE);
        AnswerAssert.number("the calls of forward" + name, answer.numbers().get("forwards"), minibatches.size(), 0);
        AnswerAssert.number("the updates of the model's parameters" + name, answer.numbers().get("updates"),
                minibatches.size(), 0);
        AnswerAssert.facts(answer, "each minibatch's loss is computed by the loss given",
                "the seconds are those of the epoch");
        RnnQuestions.compareParameters("after an epoch" + name + ", ", answer, expected.parameters(), TOLERANCE);
    }

    @Override
    public void compareSideEffects(ProbePayload question, ProbePayload answer) {
        AnswerAssert.number("the minibatches left open", answer.numbers().get("open minibatches"), 0, 0);
        AnswerAssert.number("the arrays left open of states that were replaced", answer.numbers().get("open states"), 0, 0);
    }
}
