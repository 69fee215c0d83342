package org.rnnkit.grader.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.ProbePayload.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.NormalSample;

/** The independent checks of steps 1 to 3, which make the arrays that a network begins with. */
final class ArrayChecks {

    private ArrayChecks() {}

    /**
     * The independent check of step 1. Tokens are int32, as in minibatches, and int64, as in predictions. One vocabulary has a
     * single token.
     */
    static final class OneHotEncodingCheck implements StepCheck {

        @Override
        public ProbePayload question(Draw draw, int number) {
            int batchSize = number == 0 ? 1 : draw.integer(2, 40);
            int numSteps = number == 1 ? 1 : draw.integer(2, 40);
            int vocabSize = number == 2 ? 1 : draw.integer(2, 40);
            Tensor tokens = Tensor.of(draw.tokens(batchSize, numSteps, vocabSize));
            return new ProbePayload().with("vocabSize", vocabSize)
                    .with("tokens", number % 2 == 0 ? tokens : tokens.withType("int64"));
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            int[][] tokens = question.array("tokens").tokens();
            int vocabSize = question.integer("vocabSize");
            AnswerAssert.array("the encoding of tokens " + Arrays.toString(question.array("tokens").shape()),
                    answer.array("encoded"), 0, Tensor.flat(Expect.rows(Matrix.oneHot(tokens, vocabSize))),
                    tokens[0].length, tokens.length, vocabSize);
        }

        @Override
        public void compareSideEffects(ProbePayload question, ProbePayload answer) {
            AnswerAssert.facts(answer, "the encoding is closed with the tokens' manager");
        }
    }

    /**
     * The independent check of step 2. The weights must look as if drawn from N(0, 0.01²). A right solution fails with a
     * probability below 1e-10; NormalSample derives it.
     */
    static final class RnnParametersCheck implements StepCheck {

        private static final double DEVIATION = 0.01;
        /** The smallest vocabulary. 50 · 70 weights are enough to tell a normal distribution from a uniform one. */
        private static final int VOCAB_SIZE = 50;
        /** The share of values that two independent arrays never have in common. */
        private static final double IN_COMMON = 0.5;
        private static final List<Integer> WEIGHTS = List.of(0, 1, 3);
        private static final List<Integer> BIASES = List.of(2, 4);

        @Override
        public ProbePayload question(Draw draw, int number) {
            return sizes(draw);
        }

        /** Asks for new parameters. */
        static ProbePayload sizes(Draw draw) {
            int vocabSize = VOCAB_SIZE + draw.integer(0, 10);
            return new ProbePayload().with("vocabSize", vocabSize).with("numHiddens", vocabSize + draw.integer(20, 40));
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            long[][] shapes = RnnQuestions.shapes(question.integer("vocabSize"), question.integer("numHiddens"));
            compareOne("parameters", answer, shapes);
            compareNew(ProbePayload.PARAMETERS, answer);
            // The probe has added 1 to the first parameters: if the second ones are the same arrays, they are far from 0.
            compareOne("again", answer, shapes);
            WEIGHTS.forEach(i -> AnswerAssert.that(shareInCommon(answer.array("again " + i),
                    answer.array("parameters " + i)) < IN_COMMON, "a second call gives the same "
                    + ProbePayload.PARAMETERS.get(i)));
        }

        @Override
        public void compareSideEffects(ProbePayload question, ProbePayload answer) {
            compareOwner(ProbePayload.PARAMETERS, answer);
        }

        private static void compareOne(String list, ProbePayload answer, long[][] shapes) {
            AnswerAssert.size(list, answer, ProbePayload.PARAMETERS.size());
            for (int i = 0; i < shapes.length; i++) {
                AnswerAssert.shape(ProbePayload.PARAMETERS.get(i), answer.array(list + " " + i), shapes[i]);
            }
            BIASES.forEach(i -> AnswerAssert.array(ProbePayload.PARAMETERS.get(i), answer.array(list + " " + i), 0,
                    new double[(int) shapes[i][0]], shapes[i]));
            WEIGHTS.forEach(i -> compareDraw(ProbePayload.PARAMETERS.get(i), answer.array(list + " " + i)));
        }

        private static double shareInCommon(Tensor some, Tensor others) {
            return NormalSample.shareInCommon(Tensor.flat(some.rows()), Tensor.flat(others.rows()));
        }

        /** Asserts that new parameters belong to the manager given. */
        static void compareOwner(List<String> names, ProbePayload answer) {
            AnswerAssert.number("the number of parameters on the manager given", answer.number("owned"), names.size(), 0);
        }

        /** Asserts that new parameters have gradients and nothing in common. */
        static void compareNew(List<String> names, ProbePayload answer) {
            AnswerAssert.number("the number of parameters with a gradient", answer.number("withGradient"), names.size(), 0);
            AnswerAssert.number("the number of parameters that change only on their own", answer.number("independent"),
                    names.size(), 0);
            List<Integer> weights = IntStream.range(0, names.size()).filter(i -> !names.get(i).startsWith("b")).boxed()
                    .toList();
            for (int i : weights) {
                for (int j : weights) {
                    AnswerAssert.that(i >= j || shareInCommon(answer.array("parameters " + i),
                            answer.array("parameters " + j)) < IN_COMMON,
                            names.get(i) + " and " + names.get(j) + " hold the same values");
                }
            }
        }

        /** Asserts that weights look as if drawn from N(0, 0.01²). */
        static void compareDraw(String name, Tensor weights) {
            NormalSample sample = new NormalSample(Tensor.flat(weights.rows()), DEVIATION);
            AnswerAssert.that(sample.meanFits(), String.format(Locale.ROOT, "the mean of %s is %.6g, expected 0", name,
                    sample.mean()));
            AnswerAssert.that(sample.deviationFits(), String.format(Locale.ROOT,
                    "the standard deviation of %s is %.6g, expected 0.01",
                    name, sample.deviation()));
            AnswerAssert.that(sample.withinFits(), String.format(Locale.ROOT,
                    "the share of %s within one standard deviation is %.6g, expected 0.683", name, sample.within()));
            AnswerAssert.that(sample.largestFits(), String.format(Locale.ROOT,
                    "the largest value of %s is %.6g, which N(0, 0.01²) never reaches", name, sample.largest()));
        }
    }

    /** The independent check of step 3. */
    static final class HiddenStateCheck implements StepCheck {

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
            AnswerAssert.array("the state", answer.array("state 0"), 0, new double[batchSize * numHiddens], batchSize,
                    numHiddens);
            AnswerAssert.number("the number of arrays with a gradient", answer.number("withGradient"), 0, 0);
            AnswerAssert.size("second", answer, 1);
            AnswerAssert.array("a second state, after the first was changed", answer.array("second 0"), 0,
                    new double[batchSize * numHiddens], batchSize, numHiddens);
        }

        @Override
        public void compareSideEffects(ProbePayload question, ProbePayload answer) {
            AnswerAssert.number("the number of arrays on the manager given", answer.number("owned"), 1, 0);
        }
    }
}
