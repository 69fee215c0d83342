package org.rnnkit.grader.verify;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;

/** A network's parameters on their way to a step and back. */
final class RnnQuestions {

    private RnnQuestions() {}

    /** Begins a question: inputs of so many steps, a state, and what the logits are weighed with. */
    static ProbePayload read(Draw draw, Draw.Sizes n) {
        double[][][] inputs = Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
        return new ProbePayload().with("numSteps", n.numSteps())
                .with("inputs", Tensor.of(TensorRows.flat(inputs), n.numSteps(), n.batchSize(), n.vocabSize()))
                .with("state", Tensor.of(draw.matrix(n.batchSize(), n.numHiddens())))
                .with("weights", Tensor.of(draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize())));
    }

    /** Puts parameters, and their sizes, into a question. */
    static ProbePayload ask(ProbePayload question, Parameters p) {
        List<Tensor> arrays = List.of(Tensor.of(p.wXh()), Tensor.of(p.wHh()), Tensor.of(p.bH(), p.bH().length),
                Tensor.of(p.wHq()), Tensor.of(p.bQ(), p.bQ().length));
        for (int i = 0; i < arrays.size(); i++) {
            question.with(ProbePayload.PARAMETERS.get(i), arrays.get(i));
        }
        return question.with("vocabSize", p.bQ().length).with("numHiddens", p.bH().length);
    }

    /** Reads the parameters that were put into a question. */
    static Parameters of(ProbePayload question) {
        return of(ProbePayload.PARAMETERS.stream().map(question.arrays()::get).toList());
    }

    /** Reads parameters. */
    static Parameters of(List<Tensor> arrays) {
        return new Parameters(TensorRows.of(arrays.get(0)), TensorRows.of(arrays.get(1)),
                TensorRows.of(arrays.get(2))[0], TensorRows.of(arrays.get(3)),
                TensorRows.of(arrays.get(4))[0]);
    }

    /** Reads parameters that a step has given back, whose shapes are to be these. */
    static Parameters answered(ProbePayload answer, int vocabSize, int numHiddens) {
        AnswerAssert.size("parameters", answer, ProbePayload.PARAMETERS.size());
        long[][] shapes = shapes(vocabSize, numHiddens);
        List<Tensor> arrays = new ArrayList<>();
        for (int i = 0; i < shapes.length; i++) {
            arrays.add(answer.arrays().get("parameters " + i));
            AnswerAssert.shape(ProbePayload.PARAMETERS.get(i), arrays.get(i), shapes[i]);
        }
        return of(arrays);
    }

    /** The shapes of the parameters in their order. */
    static long[][] shapes(long vocabSize, long numHiddens) {
        return new long[][] {{vocabSize, numHiddens}, {numHiddens, numHiddens}, {numHiddens}, {numHiddens, vocabSize},
            {vocabSize}};
    }

    /** The parameters after a step has done its work. */
    static void compareParameters(String when, ProbePayload answer, Parameters expected, double tolerance) {
        AnswerAssert.size("parameters", answer, ProbePayload.PARAMETERS.size());
        compare("parameters", when, answer, expected, tolerance);
    }

    /** The parameters' gradients. */
    static void compareGradients(ProbePayload answer, Parameters expected, double tolerance) {
        compare("gradient", "the gradient of ", answer, expected, tolerance);
    }

    private static void compare(String list, String what, ProbePayload answer, Parameters expected, double tolerance) {
        List<double[]> flat = flat(expected);
        long[][] shapes = shapes(expected.bQ().length, expected.bH().length);
        for (int i = 0; i < shapes.length; i++) {
            AnswerAssert.array(what + ProbePayload.PARAMETERS.get(i), answer.arrays().get(list + " " + i), tolerance,
                    flat.get(i),
                    shapes[i]);
        }
    }

    private static List<double[]> flat(Parameters p) {
        return List.of(TensorRows.flat(p.wXh()), TensorRows.flat(p.wHh()), p.bH(), TensorRows.flat(p.wHq()), p.bQ());
    }
}
