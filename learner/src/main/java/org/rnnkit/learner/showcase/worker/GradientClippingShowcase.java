package org.rnnkit.learner.showcase.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.learner.showcase.worker.ClippedGradients.Case;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.toolkit.LanguageModel;

/** Step 7 at work: real gradients, at several sizes, before and after clipping. */
final class GradientClippingShowcase implements StepShowcase {

    private static final int NUM_HIDDENS = 64;
    private static final double[] NORMS = {0.25, 0.5, 1, 2, 4, 8};

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(request.number(), manager);
    }

    static ClippedGradients show(double theta, NDManager manager) {
        LanguageModel net = Networks.rnn(manager, NUM_HIDDENS);
        List<Case> cases = new ArrayList<>();
        try (Batch batch = Story.dataset().getData(manager).iterator().next()) {
            compute(net, batch, 1);
            double own = norm(gradients(net));
            ResultChecks.require(own > 0 && Double.isFinite(own), "The gradients have the norm " + own);
            for (double norm : NORMS) {
                compute(net, batch, norm / own);
                double[] before = gradients(net);
                double returned = GradientClipping.clip(net.parameters(), (float) theta);
                double[] after = gradients(net);
                cases.add(new Case(norm(before), returned, norm(after), cosine(before, after)));
            }
        }
        return new ClippedGradients(theta, gradients(net).length, cases);
    }

    /** Computes the gradients of the loss times a factor, which multiplies them, too. */
    private static void compute(LanguageModel net, Batch batch, double factor) {
        for (NDArray parameter : net.parameters()) {
            try (NDArray gradient = parameter.getGradient()) {
                gradient.subi(gradient);
            }
        }
        NDArray tokens = batch.getData().get(0);
        NDArray labels = batch.getLabels().singletonOrThrow().transpose().flatten();
        // The factor is an array: operations with a Java number are unsafe inside a gradient collector.
        NDArray scale = batch.getManager().create((float) factor);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray logits = net.forward(tokens, net.beginState(batch.getManager(), Story.BATCH_SIZE)).logits();
            NDArray loss = Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), new NDList(logits));
            collector.backward(loss.mul(scale));
        }
    }

    private static double[] gradients(LanguageModel net) {
        List<float[]> all = new ArrayList<>();
        for (NDArray parameter : net.parameters()) {
            try (NDArray gradient = parameter.getGradient()) {
                all.add(gradient.toFloatArray());
            }
        }
        double[] values = new double[all.stream().mapToInt(part -> part.length).sum()];
        int next = 0;
        for (float[] part : all) {
            for (float value : part) {
                values[next++] = value;
            }
        }
        return values;
    }

    private static double norm(double[] values) {
        return Math.sqrt(product(values, values));
    }

    static double cosine(double[] a, double[] b) {
        return product(a, b) / (norm(a) * norm(b));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
