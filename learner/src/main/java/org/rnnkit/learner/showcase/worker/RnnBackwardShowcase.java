package org.rnnkit.learner.showcase.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.learner.showcase.worker.GradientShowcases.GradientPair;
import org.rnnkit.learner.showcase.worker.GradientShowcases.GradientPairs;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseRequest;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.StepShowcase;
import org.rnnkit.step12backward.RnnBackward;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;

/** Step 12 at work: the gradients of one minibatch by hand and by the gradient collector. */
final class RnnBackwardShowcase implements StepShowcase {

    /** Few enough that each gradient can be drawn. */
    private static final int NUM_HIDDENS = 8;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(manager);
    }

    static GradientPairs show(NDManager manager) {
        int vocabSize = Story.vocabSize();
        NDList parameters = RnnParameters.initialize(manager, vocabSize, NUM_HIDDENS);
        try (Batch batch = Story.dataset().getData(manager).iterator().next()) {
            NDArray inputs = OneHotEncoding.encode(batch.getData().singletonOrThrow(), vocabSize);
            NDList state = HiddenState.initialize(batch.getManager(), Story.BATCH_SIZE, NUM_HIDDENS);
            NDArray logits;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                logits = RnnForward.forward(inputs, state, parameters).logits();
                collector.backward(GradientShowcases.loss(logits, batch));
            }
            // The gradient of the mean cross-entropy: softmax minus one-hot, divided by the number of rows.
            NDArray labels = batch.getLabels().singletonOrThrow().transpose().flatten();
            NDArray logitsGradient = logits.stopGradient().softmax(1).sub(labels.oneHot(vocabSize)).div(labels.size());
            NDList byHand = ResultChecks.list(RnnBackward.gradients(inputs, state, parameters, logitsGradient),
                    "The result of RnnBackward.gradients", ParameterShowcases.NAMES.size());
            List<GradientPair> parts = new ArrayList<>();
            for (int i = 0; i < ParameterShowcases.NAMES.size(); i++) {
                String name = ParameterShowcases.NAMES.get(i);
                float[] own = ResultChecks.floats(byHand.get(i), "The gradient of " + name,
                        ParameterShowcases.shapes(NUM_HIDDENS).get(i));
                parts.add(new GradientPair(name, own, parameters.get(i).getGradient().toFloatArray()));
            }
            return new GradientPairs(parts);
        }
    }
}
