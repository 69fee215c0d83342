// style: A sub-manager a minibatch holds the parameters for a while; no scope.
package org.rnnkit.step8epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;

public final class EpochTraining {

    private EpochTraining() {}

    public static EpochResult trainEpoch(LanguageModel net, Iterable<Batch> batches, Loss loss,
            Updater updater, Sampling sampling) {
        long begin = System.nanoTime();
        double sum = 0;
        long tokens = 0;
        NDList parameters = net.parameters();
        try (NDManager home = NDManager.newBaseManager(parameters.head().getDevice())) {
            NDList state = null;
            for (Batch batch : batches) {
                NDManager scoped = batch.getManager().newSubManager();
                scoped.tempAttachAll(parameters);
                NDArray x = batch.getData().get(0);
                NDArray y = batch.getLabels().get(0).swapAxes(0, 1).reshape(-1);
                boolean anew = state == null || sampling == Sampling.RANDOM;
                NDList before = anew ? net.beginState(scoped, (int) x.getShape().get(0)) : state;
                if (!anew) { // as a first operand, the state kept must not gather results on its own manager
                    scoped.tempAttachAll(state);
                }
                NDArray mean;
                NDList after;
                try (GradientCollector collector = parameters.head().getManager().getEngine().newGradientCollector()) {
                    RnnOutput output = net.forward(x, before);
                    mean = loss.evaluate(new NDList(y), new NDList(output.logits()));
                    collector.backward(mean);
                    after = output.state();
                }
                sum += mean.getFloat() * y.size();
                tokens += y.size();
                GradientClipping.clip(parameters, 1f);
                NDList next = new NDList();
                for (NDArray array : after) {
                    NDArray value = array.stopGradient();
                    value.attach(home);
                    next.add(value);
                }
                scoped.close(); // the parameters are on their own manager again, where the updater may make arrays
                updater.update(parameters);
                if (state != null) {
                    state.close();
                }
                state = next;
                batch.close();
            }
        }
        return new EpochResult(Math.exp(sum / tokens), tokens, (System.nanoTime() - begin) / 1e9);
    }
}
