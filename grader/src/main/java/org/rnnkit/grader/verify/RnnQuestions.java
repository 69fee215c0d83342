package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.RnnReader;

/** A converter between a network's parameters and the payloads of questions and answers. */
final class RnnQuestions {

    /** The number of questions about a forward pass. */
    static final int FORWARD = 8;
    /** The number of a question about a forward pass whose inputs are any numbers; in some time steps they are all zero. */
    static final int DENSE = 3;
    /** The number of the question whose sums are far from 0. */
    static final int LARGE = 4;
    /** The name of a number in that question. Nothing is said of the gradients there: a right formula may give NaN. */
    static final String SATURATED = "saturated";
    /** The number of the second question of the same sizes, so that what an earlier one has left behind shows. */
    static final int AGAIN = 6;
    /** The number of the question with more time steps than a byte counts. */
    static final int LONG = 7;
    /** More than a byte counts. */
    private static final int MANY = 260;
    private static final Sizes SAME_SIZES = new Sizes(2, 5, 3, 4);

    private RnnQuestions() {}

    /**
     * Starts a question with random inputs [numSteps, batchSize, vocabSize], one-hot or dense, a state [batchSize, numHiddens],
     * and weights [numSteps·batchSize, vocabSize]. The loss whose gradients are asked for is the sum of the weighted logits.
     */
    static ProbePayload read(Draw draw, Sizes n, boolean dense) {
        double[][] inputs = dense ? denseInputs(draw, n)
                : Expect.rows(Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize()));
        return new ProbePayload().with("numSteps", n.numSteps())
                .with("inputs", Tensor.of(inputs).withShape(n.numSteps(), n.batchSize(), n.vocabSize()))
                .with("state", Tensor.of(draw.matrix(n.batchSize(), n.numHiddens())))
                .with("weights", Tensor.of(draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize())));
    }

    /** Draws inputs that are zero in the first and last time step, and for one sequence in another one. */
    private static double[][] denseInputs(Draw draw, Sizes n) {
        double[][] inputs = draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize());
        inputs[n.batchSize()][0] = 3; // far from the numbers of one-hot vectors
        inputs[n.batchSize()][1] = -3;
        Arrays.fill(inputs, 0, n.batchSize(), new double[n.vocabSize()]);
        Arrays.fill(inputs, inputs.length - n.batchSize(), inputs.length, new double[n.vocabSize()]);
        inputs[2 * n.batchSize()] = new double[n.vocabSize()];
        return inputs;
    }

    /** Draws sizes that all differ; in the first three questions one of them is 1, and in another one three are the same. */
    static Sizes sizes(Draw draw, int number) {
        Sizes n = number == DENSE ? draw.sizesWithSteps(5) : number <= LARGE ? draw.sizes() : SAME_SIZES;
        return switch (number) {
            case 0 -> n.withNumSteps(1);
            case 1 -> new Sizes(1, n.numSteps(), n.vocabSize(), n.numHiddens());
            case 2 -> new Sizes(n.batchSize(), n.numSteps(), n.vocabSize(), 1);
            case DENSE -> new Sizes(n.batchSize(), n.numSteps(), n.batchSize(), n.batchSize());
            case LARGE -> new Sizes(1, n.numSteps(), 1, n.numHiddens());
            case LONG -> n.withNumSteps(MANY);
            default -> n;
        };
    }

    /** Draws such sizes; in the first three questions another one is large. */
    static Sizes largeSizes(Draw draw, int number) {
        Sizes n = sizes(draw, number);
        return new Sizes(number == 2 ? MANY : n.batchSize(), n.numSteps(), number == 0 ? MANY : n.vocabSize(),
                number == 1 ? MANY : n.numHiddens());
    }

    /** Adds parameters and their sizes to a question. */
    static ProbePayload ask(ProbePayload question, Parameters p) {
        return ask(question, ProbePayload.PARAMETERS, p.matrices()).with("vocabSize", p.bQ().length)
                .with("numHiddens", p.bH().length);
    }

    /** Adds parameters to a question, each with its rows; a bias has a single row. */
    static ProbePayload ask(ProbePayload question, List<String> names, List<double[][]> parameters) {
        for (int i = 0; i < names.size(); i++) {
            double[][] rows = parameters.get(i);
            question.with(names.get(i), isBias(names.get(i)) ? Tensor.of(rows[0], rows[0].length) : Tensor.of(rows));
        }
        return question;
    }

    /** Reads the parameters from a question. */
    static Parameters of(ProbePayload question) {
        return Parameters.of(ProbePayload.PARAMETERS.stream().map(name -> question.array(name).rows()).toList());
    }

    static boolean isBias(String name) {
        return name.startsWith("b");
    }

    /** Reads the parameters from an answer. Throws an {@link AnswerMismatch} if they do not have the right shapes. */
    static Parameters answered(ProbePayload answer, int vocabSize, int numHiddens) {
        compareShapes("parameters", answer, ProbePayload.PARAMETERS, vocabSize, numHiddens);
        return Parameters.of(IntStream.range(0, ProbePayload.PARAMETERS.size())
                .mapToObj(i -> answer.array("parameters " + i).rows()).toList());
    }

    /** Asserts that a list of parameters has the shapes that follow from their names. */
    static void compareShapes(String list, ProbePayload answer, List<String> names, long vocabSize, long numHiddens) {
        AnswerAssert.size(list, answer, names.size());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            long columns = name.endsWith("q") ? vocabSize : numHiddens;
            AnswerAssert.shape(name, answer.array(list + " " + i), isBias(name) ? new long[] {columns}
                    : new long[] {name.startsWith("W_x") ? vocabSize : numHiddens, columns});
        }
    }

    /** Asserts that an answer's parameters have these values. */
    static void compareParameters(String when, ProbePayload answer, Parameters expected, double tolerance) {
        AnswerAssert.size("parameters", answer, ProbePayload.PARAMETERS.size());
        compare("parameters", when, answer, ProbePayload.PARAMETERS, expected.matrices(), tolerance);
    }

    /** Asserts that an answer's gradients of the parameters have these values. */
    static void compareGradients(ProbePayload answer, List<String> names, List<double[][]> expected) {
        compare("gradient", "the gradient of ", answer, names, expected, Expect.TOLERANCE);
    }

    /** Asserts that an answer's gradients of a forward pass's inputs have these values, unless the inputs were closed. */
    static void compareInputGradients(ProbePayload question, ProbePayload answer, double[][][] expected) {
        if (answer.array("gradient of the inputs") == null && !answer.sideEffects().isEmpty()) {
            return;
        }
        AnswerAssert.array("the gradient of the inputs", answer.array("gradient of the inputs"),
                Tensor.flat(Expect.rows(expected)), question.array("inputs").shape());
    }

    /**
     * Asserts that a text continues its prefix with the most likely character each time. If two characters are equally likely
     * up to rounding, both are right.
     */
    static void compareText(String name, String text, Parameters p, Vocabulary vocabulary, String prefix, int length) {
        AnswerAssert.that(text != null && text.startsWith(prefix) && text.length() == prefix.length() + length,
                name + " is not the prefix and " + length + " characters more");
        String expected = RnnReader.writeAs(text, p, vocabulary, prefix, length);
        for (int i = prefix.length(); i < text.length(); i++) {
            AnswerAssert.that(text.charAt(i) == expected.charAt(i), name + ": '" + text.charAt(i) + "' at place " + i
                    + " after '" + text.substring(0, i) + "', expected '" + expected.charAt(i) + "'");
        }
    }

    /**
     * Scales W_hq: up, so that the network is certain of wrong tokens and its gradients are so large that they must be clipped;
     * or to 0, so that it ignores what it reads.
     */
    static Parameters steep(Parameters p, double steepness) {
        return new Parameters(p.wXh(), p.wHh(), p.bH(), Matrix.map(p.wHq(), weight -> steepness * weight), p.bQ());
    }

    private static void compare(String list, String what, ProbePayload answer, List<String> names, List<double[][]> expected,
            double tolerance) {
        for (int i = 0; i < names.size(); i++) {
            double[][] rows = expected.get(i);
            AnswerAssert.array(what + names.get(i), answer.array(list + " " + i), tolerance, Tensor.flat(rows),
                    isBias(names.get(i)) ? new long[] {rows[0].length} : new long[] {rows.length, rows[0].length});
        }
    }
}
