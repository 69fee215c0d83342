package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.translate.Batchifier;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Sampling;

/** The probe of step 8: the parameters and the result after an epoch of given minibatches, and what it has left open. */
final class EpochTrainingProbe implements Probe {

    /** The tolerance for a clock that a student may use, about a tick of the coarsest. */
    private static final double CLOCK = 0.02;

    @Override
    public ProbePayload ask(Arguments given) {
        NDManager owner = given.owner("the model's manager");
        NDList parameters = given.freeParameters(owner);
        WatchedModel model = new WatchedModel(new ProbeNetwork(parameters));
        List<NDManager> owners = Stream.generate(given.manager()::newSubManager).limit(given.integer("minibatches")).toList();
        List<Batch> batches = IntStream.range(0, owners.size()).mapToObj(i -> batch(given, i, owners.get(i))).toList();
        CountingUpdater updater = new CountingUpdater(model, given.number("learningRate"));
        int[] losses = {0};
        Loss loss = new Loss("given") {
            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                losses[0]++;
                return new SoftmaxCrossEntropyLoss().evaluate(labels, predictions);
            }
        };
        long[] first = {0};
        long start = System.nanoTime();
        EpochResult result = given.call(() -> EpochTraining.trainEpoch(model,
                () -> batches.stream().peek(batch -> {
                    if (batch == batches.get(0)) {
                        first[0] = System.nanoTime();
                        pause(given.integer("pause"));
                    }
                }).iterator(), loss, updater, Sampling.valueOf(given.text("sampling"))));
        double most = (System.nanoTime() - start) / 1e9 + CLOCK;
        double least = (updater.lastNanos() - first[0]) / 1e9 - CLOCK;
        return new ProbePayload().with("perplexity", result.perplexity()).with("tokens", result.tokens())
                .withAll("parameters", parameters)
                .with("updates", updater.updates())
                .with("forwards", model.forwards())
                .with("open states", model.openReplaced())
                .with("open minibatches", owners.stream().filter(NDManager::isOpen).count())
                .withFact("each minibatch's loss is computed by the loss given", losses[0] >= batches.size())
                .withFact("the seconds are those of the epoch", result.seconds() >= least && result.seconds() <= most);
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Batch batch(Arguments given, int index, NDManager owner) {
        NDArray tokens = given.free("tokens " + index, owner);
        return new Batch(owner, new NDList(tokens), new NDList(given.free("labels " + index, owner)),
                (int) tokens.getShape().get(0), Batchifier.STACK, Batchifier.STACK, index + 1, given.integer("minibatches"));
    }
}
