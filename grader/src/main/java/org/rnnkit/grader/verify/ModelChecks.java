package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.CharacterVocabulary;

/** The independent checks of steps 4 to 6: the network, the model and its predictions. */
final class ModelChecks {

    private ModelChecks() {}

    /**
     * The independent check of step 4. Some questions have inputs that are not one-hot. Gradients are compared, too, but not
     * for a single time step: there a right solution may have none.
     */
    static final class RnnForwardCheck implements StepCheck {

        @Override
        public int questions() {
            return RnnQuestions.FORWARD;
        }

        @Override
        public ProbePayload question(Draw draw, int number) {
            Sizes n = RnnQuestions.largeSizes(draw, number);
            ProbePayload question = RnnQuestions.read(draw, n, number == RnnQuestions.DENSE);
            if (number == RnnQuestions.LONG) {
                return RnnQuestions.ask(question, Parameters.drawLasting(draw, n.vocabSize(), n.numHiddens()))
                        .with("new values", 1);
            }
            if (number == RnnQuestions.AGAIN) {
                question.with("again", 1).with("new values", 1);
            }
            Parameters p = Parameters.draw(draw, n.vocabSize(), n.numHiddens());
            return number != RnnQuestions.LARGE ? RnnQuestions.ask(question, p)
                    : RnnQuestions.ask(question, new Parameters(Matrix.far(p.wXh()), p.wHh(), p.bH(), p.wHq(),
                            Matrix.far(p.bQ())))
                            .with(RnnQuestions.SATURATED, 1);
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            Parameters p = RnnQuestions.of(question);
            double[][] state = question.array("state").rows();
            double[][][] inputs = question.array("inputs").blocks(state.length);
            AnswerAssert.matrix("logits", answer.array("logits"), Rnn.logits(inputs, state, p));
            AnswerAssert.size("state", answer, 1);
            AnswerAssert.matrix("the new state", answer.array("state 0"),
                    Rnn.hiddens(Rnn.TANH, inputs, state, p).get(inputs.length));
            if (inputs.length > 1 && !question.hasNumber(RnnQuestions.SATURATED)) {
                double[][] weights = question.array("weights").rows();
                RnnQuestions.compareGradients(answer, ProbePayload.PARAMETERS,
                        Rnn.gradients(inputs, state, p, weights).matrices());
                RnnQuestions.compareInputGradients(question, answer, Rnn.inputGradients(inputs, state, p, weights));
            }
        }
    }

    /** The independent check of step 5. One minibatch is square; tokens are int32 in one call and int64 in the other. */
    static final class RnnModelScratchCheck implements StepCheck {

        private static final int CALLS = 2;
        private static final int SQUARE = 4;

        @Override
        public int questions() {
            return 5;
        }

        @Override
        public ProbePayload question(Draw draw, int number) {
            Sizes drawn = RnnQuestions.largeSizes(draw, number);
            Sizes n = number == SQUARE ? drawn.withNumSteps(drawn.batchSize()) : drawn;
            int vocabSize = Math.max(CALLS, n.vocabSize()); // each call has a token of its own
            ProbePayload question = new ProbePayload().with("batchSize", n.batchSize());
            for (int i = 0; i < CALLS; i++) {
                int[][] tokens = draw.tokens(n.batchSize(), n.numSteps(), vocabSize);
                tokens[0][0] = i == 0 ? vocabSize - 1 : 0; // so that the two differ
                question.with("tokens " + i, Tensor.of(tokens).withType(i == 0 ? "int32" : "int64"));
                question.with("state " + i, Tensor.of(draw.matrix(n.batchSize(), n.numHiddens())))
                        .with("more state " + i, Tensor.of(draw.matrix(n.batchSize() + 1, 1)));
            }
            return RnnQuestions.ask(question, Parameters.draw(draw, vocabSize, n.numHiddens()));
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            Parameters p = RnnQuestions.of(question);
            for (int i = 0; i < CALLS; i++) {
                compareForward(question, answer, i,
                        Matrix.oneHot(question.array("tokens " + i).tokens(), p.bQ().length));
            }
        }

        private static void compareForward(ProbePayload question, ProbePayload answer, int call, double[][][] inputs) {
            Parameters p = RnnQuestions.of(question);
            double[][] state = question.array("state " + call).rows();
            double[][] logits = Rnn.logits(inputs, state, p);
            double[][] hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p).get(inputs.length);
            String name = "new state " + call;
            AnswerAssert.matrix("logits", answer.array("logits " + call), logits);
            AnswerAssert.size(name, answer, 2);
            AnswerAssert.matrix("the new state", answer.array(name + " 0"), hiddens);
            AnswerAssert.matrix("the second array of the new state", answer.array(name + " 1"), logits);
        }
    }

    /**
     * The independent check of step 6. A network or a hash of all tokens read writes the text. Some prefixes have characters
     * outside the vocabulary, two are empty; in one question {@code <unk>} may be predicted.
     */
    static final class PredictionCheck extends TextChecks {

        private static final double NEVER = -20;
        private static final int NO_PREDICTIONS = 2;
        private static final int REJECTED = 5;
        private static final int UNKNOWN_WRITTEN = 6;
        /** The question whose prefix and vocabulary are large; the unknown token is the last one. */
        private static final int LARGE = 7;
        private static final int FAILING = 8;
        /** The question with a model that always expects the same token. */
        private static final int CONSTANT = 9;
        private static final int REJECTED_FOR_NO_PREDICTIONS = 10;
        /** The question whose vocabulary is larger than a short counts, with a model that writes only tokens from its end. */
        private static final int HUGE = 11;
        private static final int HUGE_VOCABULARY = 33_000;
        /** The question in which all logits are above 88, where exp is infinite in float32. */
        private static final int HIGH = 1;
        private static final int LONG = 300;
        private static final String MANY = IntStream.rangeClosed('À', 'À' + 300).mapToObj(Character::toString)
                .collect(Collectors.joining());

        @Override
        public int questions() {
            return 12;
        }

        @Override
        public ProbePayload question(Draw draw, int number) {
            int numPredictions = number == NO_PREDICTIONS ? 0 : draw.integer(10, 60);
            String prefix = (number % 2 == 1 ? " E" : "") + characters(draw) + (number < 2 ? UNKNOWN + "He" : " ");
            ProbePayload question = new ProbePayload().with("text", TEXT).with("prefix", prefix)
                    .with("numPredictions", numPredictions);
            return switch (number) {
                case HIGH -> question.with("choices", 1).with("least", 1).with("added", 10_000);
                case 3 -> question.with("text", "e").with("choices", 1).with("least", 1).with("prefix", " ");
                // In 300 of 18 tokens, <unk> is missing with a chance of 4e-8.
                case UNKNOWN_WRITTEN -> question.with("choices", 1).with("least", 0).with("numPredictions", LONG);
                case REJECTED -> question.with("choices", 1).with("least", 1).with("prefix", "")
                        .with(Probe.BAD_ARGUMENT, "an empty prefix");
                case REJECTED_FOR_NO_PREDICTIONS -> question.with("choices", 1).with("least", 1).with("prefix", "")
                        .with("numPredictions", 0).with(Probe.BAD_ARGUMENT, "an empty prefix and no predictions");
                case LARGE -> question.with("text", MANY).with("unknownLast", 1).with("choices", 1).with("least", 0)
                        .with("added", -1e30) // code that starts a search for the largest logit with 0 or -1e9 is wrong
                        .with("prefix", MANY.repeat(2).substring(draw.integer(0, 200)).substring(0, 240) + "\n"
                                + MANY.substring(draw.integer(0, 200)).substring(0, 40) + "\t");
                case HUGE -> question.with("text", IntStream.rangeClosed('À', 'À' + HUGE_VOCABULARY)
                        .mapToObj(Character::toString).collect(Collectors.joining())).with("unknownLast", 1)
                        .with("choices", 1).with("least", Short.MAX_VALUE + 1).with("prefix", "Àß").with("numPredictions", 4);
                case FAILING -> question.with("choices", 1).with("least", 1).with("failsAt", draw.integer(2, 5));
                case CONSTANT -> question.with("constant", draw.integer(0, TEXT.length()));
                default -> {
                    Parameters p = Parameters.draw(draw, TEXT.length() + 1, draw.integer(15, 30));
                    p.bQ()[0] = NEVER;
                    yield RnnQuestions.ask(question, p);
                }
            };
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            String prefix = question.text("prefix");
            if (question.hasNumber("vocabSize")) {
                RnnQuestions.compareText("the text", answer.text("text"), RnnQuestions.of(question), VOCABULARY, prefix,
                        question.integer("numPredictions"));
            } else if (question.hasNumber("constant")) {
                String written = VOCABULARY.getToken(question.integer("constant")).repeat(question.integer("numPredictions"));
                AnswerAssert.that((prefix + written).equals(answer.text("text")),
                        "the text of a model that always expects the same token is not the expected one");
            } else if (!question.hasNumber("failsAt")) {
                Vocabulary vocabulary = question.hasNumber("unknownLast") ? DefaultVocabulary.builder()
                        .add(List.of(question.text("text").split(""))).optUnknownToken(CharacterVocabulary.UNKNOWN).build()
                        : CharacterVocabulary.of(question.text("text"));
                int least = question.integer("least");
                compareWithHash("the text", answer.text("text"), question, vocabulary, least);
                compareWithHash("the text of a second call, with another model,", answer.text("second text"), question,
                        vocabulary, least ^ 1);
            }
        }
    }
}
