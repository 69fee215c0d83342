package org.rnnkit.grader.verify;

import java.util.Arrays;
import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Matrix;

/** The independent checks of steps 1 to 3, which make the arrays that a network begins with. */
final class ArrayChecks {

    private ArrayChecks() {}

    /**
     * The independent check of step 1. Tokens are int32, as in minibatches, and int64, as in predictions. One vocabulary has a
     * single token, one has thousands. Each question has two minibatches of the same shape.
     */
    static final class OneHotEncodingCheck implements StepCheck {

        private static final int SINGLE = 4;
        private static final int SQUARE = 5;
        private static final int LARGE = 6;
        /** The last token is odd and above 2048, so that float16 does not have it. */
        private static final int LARGE_VOCABULARY = 3000;
        /** More sequences or time steps than is usual. */
        private static final int MANY = 1_001;

        @Override
        public int questions() {
            return 7;
        }

        @Override
        public ProbePayload question(Draw draw, int number) {
            int usual = number == LARGE ? 4 : 40;
            int batchSize = number == 0 || number == SINGLE ? 1 : number == 1 ? MANY : draw.integer(2, usual);
            int numSteps = number == 1 || number == SINGLE ? 1 : number == 0 ? MANY : draw.integer(2, usual);
            int vocabSize = number == 2 ? 1 : number == LARGE ? LARGE_VOCABULARY : draw.integer(2, number < 2 ? 3 : 40);
            ProbePayload question = new ProbePayload().with("vocabSize", vocabSize);
            for (String name : List.of("tokens", "more tokens")) {
                int[][] drawn = draw.tokens(number == SQUARE ? numSteps : batchSize, numSteps, vocabSize);
                if (number == LARGE) {
                    drawn[0][0] = vocabSize - 1;
                }
                Tensor tokens = Tensor.of(drawn);
                question.with(name, number % 2 == 0 ? tokens : tokens.withType("int64"));
            }
            return question;
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            compare(question, "tokens", answer.array("encoded"));
            compare(question, "more tokens", answer.array("encoded again"));
        }

        private static void compare(ProbePayload question, String name, Tensor encoded) {
            int[][] tokens = question.array(name).tokens();
            int vocabSize = question.integer("vocabSize");
            AnswerAssert.array("the encoding of " + name + " " + Arrays.toString(question.array(name).shape()), encoded, 0,
                    Tensor.flat(Expect.rows(Matrix.oneHot(tokens, vocabSize))), tokens[0].length, tokens.length, vocabSize);
        }
    }

    /**
     * The independent check of step 3. One state is square, one has a single row. One has more columns than a short without a
     * sign counts, and one a single column, with as many rows.
     */
    static final class HiddenStateCheck implements StepCheck {

        private static final int LARGE = 66_001;

        @Override
        public ProbePayload question(Draw draw, int number) {
            int numHiddens = draw.integer(2, 64);
            ProbePayload question = new ProbePayload();
            return switch (number) {
                case 0 -> question.with("batchSize", 1).with("numHiddens", numHiddens);
                case 1 -> question.with("batchSize", LARGE).with("numHiddens", 1);
                case 2 -> question.with("batchSize", numHiddens).with("numHiddens", numHiddens);
                default -> question.with("batchSize", draw.integer(2, 3)).with("numHiddens", LARGE);
            };
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            int batchSize = question.integer("batchSize");
            int numHiddens = question.integer("numHiddens");
            AnswerAssert.size("state", answer, 1);
            AnswerAssert.array("the state", answer.array("state 0"), 0, new double[batchSize * numHiddens], batchSize,
                    numHiddens);
            AnswerAssert.size("second", answer, 1);
            AnswerAssert.array("a second state, after the first was changed", answer.array("second 0"), 0,
                    new double[batchSize * numHiddens], batchSize, numHiddens);
        }
    }
}
