package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.EpochValues;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Subsequences;

/** The independent checks of steps 7 to 9: clipping, an epoch and a training. */
final class TrainingChecks {

    private TrainingChecks() {}

    /** The independent check of step 7: gradients above the threshold, below it, zero gradients (all or one), exploded ones. */
    static final class GradientClippingCheck implements StepCheck {
        /** The question in which one parameter has a gradient of zero. */
        private static final int ONE_ZERO = 2;
        private static final int EXACTLY_THETA = 4;
        /** The question with more parameters than a byte counts, with 0 to 6 axes. */
        private static final int MANY = 6;
        private static final List<double[]> THREE_AND_FOUR = List.of(new double[] {3, 0}, new double[] {0, 4, 0});
        private static final double NEAR = 1.25;
        private static final double FRACTION = 1e-4;

        /** The case of each question. In the last two, one value is not finite, and only that value counts. */
        private static final List<Case> CASES = List.of(
                new Case(0, norm -> 1), // zero gradients
                new Case(1, norm -> norm * NEAR), // near the norm, since code may compare it with a multiple of θ
                new Case(1, norm -> norm / NEAR),
                new Case(1e15, norm -> 1), // exploded gradients, whose squares still fit into float32
                new Case(1, norm -> norm),
                new Case(1, norm -> 0),
                new Case(1, norm -> norm / 1.0005),
                new Case(1e-2, norm -> norm / NEAR), // small gradients, as late in a training
                new Case(1e-7, norm -> 1), // still smaller ones, far below θ
                new Case(5e-8, norm -> 0), // tiny gradients, which must become zero
                new Case(1, norm -> norm / NEAR),
                new Case(1, norm -> norm / NEAR));
        private static final int NOT_FINITE = CASES.size() - 2;

        /**
         * The gradients and θ of a question.
         *
         * @param scale the size of the gradients
         * @param theta θ for the norm of the gradients
         */
        private record Case(double scale, DoubleUnaryOperator theta) {}

        @Override
        public int questions() {
            return CASES.size();
        }

        @Override
        public ProbePayload question(Draw draw, int number) {
            int count = number == EXACTLY_THETA ? THREE_AND_FOUR.size() : number == MANY ? draw.integer(257, 270)
                    : draw.integer(2, 6);
            ProbePayload question = new ProbePayload().with("parameters", count);
            List<double[]> gradients = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                // Both matrices and vectors, because a network has both.
                int axes = number == MANY ? i % 7 : 2 - i % 2;
                int largest = axes == 1 ? 30 : axes == 2 ? 6 : 3;
                long[] shape = number == EXACTLY_THETA ? new long[] {THREE_AND_FOUR.get(i).length}
                        : IntStream.range(0, axes).mapToLong(axis -> draw.integer(2, largest)).toArray();
                int size = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
                double scale = number == ONE_ZERO && i == 0 ? 0 : CASES.get(number).scale();
                double[] drawn = draw.vector(size);
                double[] gradient = new double[size];
                boolean balanced = i == 1; // its values add up to 0
                Arrays.setAll(gradient, place -> scale * (!balanced ? drawn[place] : place % 2 == 1 ? -drawn[place - 1]
                        : place == drawn.length - 1 ? 0 : drawn[place]));
                gradients.add(number == EXACTLY_THETA ? THREE_AND_FOUR.get(i) : gradient);
                question.with("parameter " + i, Tensor.of(draw.vector(size), shape))
                        .with("gradient " + i, Tensor.of(gradients.get(i), shape));
            }
            question.with("theta", (float) CASES.get(number).theta().applyAsDouble(Clipping.norm(gradients)));
            return number < NOT_FINITE ? question : question.with("infinite", number - NOT_FINITE);
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            if (question.hasNumber("infinite")) {
                return; // the probe sees what it is about
            }
            int count = question.integer("parameters");
            List<double[]> gradients = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                float[] values = question.array("gradient " + i).values();
                gradients.add(IntStream.range(0, values.length).mapToDouble(place -> values[place]).toArray());
            }
            double norm = Clipping.clip(gradients, question.number("theta"));
            AnswerAssert.number("the norm", answer.number("norm"), norm, FRACTION);
            AnswerAssert.that(Math.abs(answer.number("norm") - norm) <= FRACTION * norm,
                    "the norm is " + answer.number("norm") + ", expected " + norm);
            double after = Clipping.norm(gradients);
            double tolerance = norm < 0.999 * question.number("theta") ? 0 // nothing is rounded
                    : Expect.TOLERANCE * Math.min(1, after > 0 ? after : norm > 0 ? norm : 1);
            for (int i = 0; i < count; i++) {
                long[] shape = question.array("gradient " + i).shape();
                AnswerAssert.array("gradient " + i + " after clipping at " + question.number("theta"),
                        answer.array("gradient " + i), tolerance, gradients.get(i), shape);
            }
            AnswerAssert.number("the norm in a second call", answer.number("second norm"), after, FRACTION);
        }
    }

    /** The independent check of step 8, with both samplings. The tolerance is wide: each update adds to the rounding errors. */
    static final class EpochTrainingCheck implements StepCheck {

        /** The question in which some minibatches have an unusual loss as well. */
        private static final int UNUSUAL = 1;
        /** The question with a large vocabulary and many sequences. */
        private static final int LARGE = 2;
        /** The question with many minibatches of many time steps. */
        private static final int MANY = 3;

        private static final double TOLERANCE = 1e-3;
        /** Milliseconds before the first minibatch and in the last update, so that a time without one of them shows. */
        private static final int PAUSE = 30;
        private static final double STEEPNESS = 12;
        /** The smallest allowed value for the largest gradient norm in the first two questions, so that clipping is visible. */
        private static final double CLIPPED_NORM = 1.5;

        @Override
        public ProbePayload question(Draw draw, int number) {
            Sizes n = sizes(draw, number);
            int count = number == MANY ? 12 : draw.integer(2, 4);
            Sampling sampling = Sampling.values()[number % 2];
            ProbePayload question = new ProbePayload().with("minibatches", count)
                    .with("pause", number == 0 ? PAUSE : 0)
                    .with("learningRate", draw.integer(2, 4) / 4.0)
                    .with("sampling", sampling.name());
            for (int i = 0; i < count; i++) {
                // Usually the last minibatch has another size. A state that is kept has a row for each sequence.
                boolean last = number != UNUSUAL && i == count - 1;
                int rows = last && sampling == Sampling.RANDOM ? 1 : n.batchSize();
                int steps = n.numSteps() + (last ? 1 : 0);
                question.with("tokens " + i, Tensor.of(draw.tokens(rows, steps, n.vocabSize())));
                question.with("labels " + i, Tensor.of(draw.tokens(rows, steps, n.vocabSize())));
            }
            if (number == UNUSUAL) {
                question.with("unusual", 1);
            }
            Parameters p = Parameters.draw(draw, n.vocabSize(), n.numHiddens());
            RnnQuestions.ask(question, number < 2 ? RnnQuestions.steep(p, STEEPNESS) : p);
            // In about one of a thousand draws the network predicts the labels with certainty, so the gradients are too small.
            return number < 2 && largestNorm(question) < CLIPPED_NORM ? question(draw, number) : question;
        }

        /** Draws sizes with three hidden units or more, since the state is three arrays. */
        private static Sizes sizes(Draw draw, int number) {
            Sizes n = draw.sizes();
            return n.numHiddens() < 3 ? sizes(draw, number) : switch (number) {
                case LARGE -> new Sizes(260, 2, 300, n.numHiddens());
                case MANY -> new Sizes(2, 40, n.vocabSize(), n.numHiddens());
                default -> n;
            };
        }

        private static double largestNorm(ProbePayload question) {
            return Arrays.stream(expected(question).norms()).max().orElseThrow();
        }

        private static EpochValues expected(ProbePayload question) {
            return Epoch.train(RnnQuestions.of(question), minibatches(question),
                    question.text("sampling").equals(Sampling.SEQUENTIAL.name()), question.number("learningRate"));
        }

        /** Reads the minibatches from a question. */
        static List<Minibatch> minibatches(ProbePayload question) {
            return IntStream.range(0, question.integer("minibatches"))
                    .mapToObj(i -> new Minibatch(question.array("tokens " + i).tokens(),
                            question.array("labels " + i).tokens())).toList();
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            List<Minibatch> minibatches = minibatches(question);
            String sampling = question.text("sampling");
            EpochValues expected = expected(question);
            int[][] tokens = minibatches.get(0).tokens();
            long count = Arrays.stream(expected.sizes()).sum();
            String name = " of " + minibatches.size() + " " + sampling + " minibatches [" + tokens.length + ", "
                    + tokens[0].length + "]";
            AnswerAssert.number("the tokens" + name, answer.number("tokens"), count, 0);
            AnswerAssert.number("the perplexity" + name, answer.number("perplexity"), expected.perplexity(), TOLERANCE);
            RnnQuestions.compareParameters("after an epoch" + name + ", ", answer, expected.parameters(), TOLERANCE);
        }
    }

    /** The independent check of step 9: a few epochs on a small text, with both samplings; one training has zero epochs. */
    static final class TrainingCheck implements StepCheck {

        /** The question with zero epochs. */
        private static final int NONE = 0;
        /** The question whose updates make the model worse, so that the perplexity rises. */
        private static final int WORSE = 3;
        /** The question whose vocabulary has one letter. */
        private static final int ONE_LETTER = 1;
        /** The question in which some epochs have an unusual perplexity as well. */
        private static final int UNUSUAL = 2;
        /** The question with a network that still knows at the end of a sample how it began, and zero epochs. */
        private static final int LASTING = 4;

        /** Milliseconds in each of the updates, so that six epochs take longer than the clock's tolerance. */
        private static final int PAUSE = 3;
        private static final String LETTERS = "time traveller, a shorn udg";
        private static final List<String> PREFIXES = List.of("time traveller", "traveller");
        private static final int SAMPLE = 50;
        private static final double NEVER = -20;
        private static final double ALWAYS = 100;
        private static final double STEEPNESS = 32;
        private static final double TOLERANCE = 5e-3;

        @Override
        public int questions() {
            return 5;
        }

        @Override
        public ProbePayload question(Draw draw, int number) {
            int batchSize = draw.integer(2, 3);
            int numSteps = draw.integer(3, 6);
            String letters = number == ONE_LETTER ? "e" : LETTERS;
            StringBuilder text = new StringBuilder(number == ONE_LETTER ? "e".repeat(LETTERS.length()) : LETTERS);
            for (int i = draw.integer(0, 40); i > 0; i--) {
                text.append(letters.charAt(draw.integer(0, letters.length() - 1)));
            }
            int vocabSize = (int) CharacterVocabulary.of(text.toString()).size();
            int numHiddens = draw.integer(6, 10);
            Parameters p = number != LASTING ? Parameters.draw(draw, vocabSize, numHiddens)
                    : RnnQuestions.steep(Parameters.drawLasting(draw, vocabSize, numHiddens), STEEPNESS);
            // If no epoch changes the model, it writes unknown characters only; else it never writes one.
            p.bQ()[0] = number == NONE ? ALWAYS : NEVER;
            ProbePayload question = RnnQuestions.ask(new ProbePayload().with("text", text.toString())
                    .with("batchSize", batchSize).with("numSteps", numSteps).with("seed", draw.integer(0, 1_000_000))
                    .with("epochs", epochs(draw, number)).with("learningRate", number == WORSE ? -0.5 : 0.5)
                    .with("pause", number == WORSE ? PAUSE : 0)
                    .with("sampling", Sampling.values()[number % 2].name()), p);
            return number == UNUSUAL ? question.with("unusual", 1) : question;
        }

        private static int epochs(Draw draw, int number) {
            return switch (number) {
                case NONE, LASTING -> 0;
                case WORSE -> 6;
                default -> draw.integer(3, 4); // from the third epoch it shows whether arrays pile up
            };
        }

        @Override
        public void compare(ProbePayload question, ProbePayload answer) {
            String text = question.text("text");
            Vocabulary vocabulary = CharacterVocabulary.of(text);
            Sampling sampling = Sampling.valueOf(question.text("sampling"));
            int[] tokens = CharacterVocabulary.indices(vocabulary, text);
            Subsequences cuts = new Subsequences(tokens.length, question.integer("batchSize"),
                    question.integer("numSteps"), sampling, question.integer("seed"));
            int epochs = question.integer("epochs");
            AnswerAssert.number("the number of epochs' results", answer.number("epochs"), epochs, 0);
            List<String> told = new ArrayList<>();
            int updates = 0;
            Parameters p = RnnQuestions.of(question);
            for (int i = 0; i < epochs; i++) {
                List<Minibatch> minibatches = cuts.nextEpoch().stream()
                        .map(starts -> new Minibatch(cuts.rows(tokens, starts, 0), cuts.rows(tokens, starts, 1))).toList();
                updates += minibatches.size();
                told.add(i + 1 + " after " + updates + " updates");
                EpochValues expected = Epoch.train(p, minibatches, sampling == Sampling.SEQUENTIAL,
                        question.number("learningRate"));
                String epoch = " of epoch " + (i + 1) + " of " + epochs + ", " + sampling;
                AnswerAssert.number("the perplexity" + epoch, answer.number("perplexity " + i), expected.perplexity(),
                        TOLERANCE);
                AnswerAssert.number("the tokens" + epoch, answer.number("tokens " + i),
                        (double) minibatches.size() * question.integer("batchSize") * question.integer("numSteps"), 0);
                p = expected.parameters();
            }
            AnswerAssert.that(told.toString().equals(answer.text("told")),
                    "the monitor was told of epochs " + answer.text("told") + ", expected " + told);
            RnnQuestions.compareParameters("after " + epochs + " epochs of training, ", answer, p, TOLERANCE);
            Parameters trained = RnnQuestions.answered(answer, p.bQ().length, p.bH().length);
            AnswerAssert.number("the number of samples", answer.number("samples"), PREFIXES.size(), 0);
            for (int i = 0; i < PREFIXES.size(); i++) {
                if (p.bQ()[0] == ALWAYS) {
                    String unknown = PREFIXES.get(i) + CharacterVocabulary.UNKNOWN.repeat(SAMPLE);
                    AnswerAssert.that(unknown.equals(answer.text("sample " + i)), "sample " + (i + 1)
                            + " of a model that writes unknown characters only is not " + unknown);
                    continue;
                }
                RnnQuestions.compareText("sample " + (i + 1), answer.text("sample " + i), trained, vocabulary,
                        PREFIXES.get(i), SAMPLE);
            }
        }
    }
}
