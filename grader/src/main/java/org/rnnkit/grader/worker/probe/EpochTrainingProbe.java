package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.probe.GivenModels.ProbeNetwork;
import org.rnnkit.grader.worker.probe.GivenModels.WatchedModel;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/**
 * The probe of step 8: the parameters and the result after an epoch of given minibatches, what was done before each update, and
 * what is left open.
 */
final class EpochTrainingProbe implements Probe {

    /** The tolerance for a clock that a student may use, about a tick of the coarsest. */
    static final double CLOCK = 0.02;

    @Override
    public ProbePayload ask(Arguments given) {
        NDManager owner = given.owner("the model's manager");
        ProbeNetwork network = ProbeNetwork.inSevenArrays(given.freeParameters(given.manager()), owner);
        WatchedModel model = new WatchedModel(network);
        int minibatches = given.integer("minibatches");
        List<NDManager> owners = Stream.generate(given.manager()::newSubManager).limit(minibatches).toList();
        List<Batch> batches = batches(given, owners);
        WatchedUpdater updater = new WatchedUpdater(model, Updaters.sgd(given.number("learningRate")), owners);
        int[] losses = {0};
        Loss loss = changed(meanLoss -> {
            losses[0]++;
            return meanLoss;
        });
        long[] first = {0};
        long start = System.nanoTime();
        Iterable<Batch> inTurn = () -> batches.stream().peek(batch -> {
            if (batch == batches.get(0)) {
                first[0] = System.nanoTime();
                pause(given.integer("pause"));
            }
        }).iterator();
        EpochResult result = given.call(() -> {
            EpochResult epoch = EpochTraining.trainEpoch(model, inTurn, loss, updater,
                    Sampling.valueOf(given.text("sampling")));
            updater.closeOwnArray();
            return epoch;
        });
        double most = (System.nanoTime() - start) / 1e9 + CLOCK;
        double least = (updater.lastNanos - first[0]) / 1e9 - CLOCK;
        ProbePayload answer = new ProbePayload().with("perplexity", result.perplexity()).with("tokens", result.tokens())
                .withAll("parameters", network.joined())
                .with("updates", updater.updates)
                .with("forwards", model.forwards())
                .with("open states", model.openStates())
                .with("open minibatches", owners.stream().filter(NDManager::isOpen).count())
                .withFact("each minibatch's loss is computed once, by the loss given", losses[0] == batches.size())
                .withFact("the seconds are those of the epoch", result.seconds() >= least && result.seconds() <= most);
        updater.addFacts(answer);
        return given.has("unusual") ? addUnusual(given, answer) : answer;
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Batch> batches(Arguments given, List<NDManager> owners) {
        return IntStream.range(0, owners.size()).mapToObj(i -> batch(given, i, owners.get(i))).toList();
    }

    private static Batch batch(Arguments given, int index, NDManager owner) {
        NDArray tokens = given.free("tokens " + index, owner);
        NDArray labels = given.free("labels " + index, owner);
        return new Batch(owner, new NDList(tokens), new NDList(labels), (int) tokens.getShape().get(0), Batchifier.STACK,
                Batchifier.STACK, index + 1, given.integer("minibatches"));
    }

    private static Loss changed(UnaryOperator<NDArray> change) {
        return new Loss("given") {
            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                return change.apply(new SoftmaxCrossEntropyLoss().evaluate(labels, predictions));
            }
        };
    }

    /** Asks for epochs in which one minibatch has a loss or gradients that are zero or not finite, or throws. */
    private static ProbePayload addUnusual(Arguments given, ProbePayload answer) {
        NDManager manager = given.manager();
        boolean visible = true;
        boolean updated = true;
        for (float[] unusual : new float[][] {{1, Float.NaN}, {1, Float.POSITIVE_INFINITY}, {Float.NaN, 0}, {0, 0}}) {
            NDArray factor = manager.create(unusual[0]);
            NDArray summand = manager.create(unusual[1]);
            List<Float> losses = new ArrayList<>();
            int[] updates = {0};
            double perplexity = epoch(given, changed(loss -> {
                NDArray changed = losses.isEmpty() ? loss.mul(factor).add(summand) : loss;
                losses.add(changed.getFloat());
                return changed;
            }), parameters -> updates[0]++).perplexity();
            double sum = 0;
            double tokens = 0;
            for (int i = 0; i < losses.size(); i++) {
                double size = given.free("tokens " + i, manager).size();
                sum += losses.get(i) * size;
                tokens += size;
            }
            double right = Math.exp(sum / tokens);
            visible &= Double.isFinite(right) ? Math.abs(perplexity - right) < 1e-3 * right : !Double.isFinite(perplexity);
            updated &= updates[0] == given.integer("minibatches");
        }
        // If this throws, the whole question is wrong.
        epoch(given, new UnchangingState(new ProbeNetwork(given.freeParameters(manager))), changed(loss -> loss),
                parameters -> { });
        boolean thrown = false;
        try {
            epoch(given, changed(loss -> {
                throw new IllegalArgumentException("the loss of one minibatch");
            }), parameters -> { });
        } catch (RuntimeException passedOn) {
            thrown = true;
        }
        return answer.withFact("a loss that is zero or not finite shows in the perplexity", visible)
                .withFact("a minibatch is updated whatever its loss", updated)
                .withFact("an exception is passed on", thrown);
    }

    private static EpochResult epoch(Arguments given, Loss loss, Updater updater) {
        return epoch(given, new ProbeNetwork(given.freeParameters(given.manager())), loss, updater);
    }

    private static EpochResult epoch(Arguments given, LanguageModel model, Loss loss, Updater updater) {
        List<NDManager> owners = Stream.generate(given.manager()::newSubManager).limit(given.integer("minibatches"))
                .toList();
        return EpochTraining.trainEpoch(model, batches(given, owners), loss, updater,
                Sampling.valueOf(given.text("sampling")));
    }

    /** A model that returns the state given to it. */
    private record UnchangingState(LanguageModel net) implements LanguageModel {

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            return new RnnOutput(net.forward(tokens, state).logits(), state);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return net.beginState(manager, batchSize);
        }

        @Override
        public NDList parameters() {
            return net.parameters();
        }
    }

    /**
     * An updater that counts the updates of a model's own parameters, and looks at what was done before each. Like an optimizer
     * with momentum, it makes an array at its first call and keeps it.
     */
    static final class WatchedUpdater implements Updater {

        private final LanguageModel model;
        private final Updater updater;
        private final List<NDManager> minibatches;
        private List<float[]> values;
        private NDArray ownArray;
        private boolean ownArrayOpen = true;
        private int updates;
        private boolean collecting;
        private boolean inOrder = true;
        private boolean changedByOthers;
        /** The time after the last update, as {@link System#nanoTime} gives it. */
        private long lastNanos;

        /** Watches an updater; of a training, whose minibatches are not known, it watches the parameters only. */
        WatchedUpdater(LanguageModel model, Updater updater, List<NDManager> minibatches) {
            this.model = model;
            this.updater = updater;
            this.minibatches = minibatches;
            this.values = values();
        }

        @Override
        public void update(NDList parameters) {
            for (int i = 0; i < minibatches.size(); i++) {
                inOrder &= minibatches.get(i).isOpen() == i >= updates;
            }
            collecting |= isCollecting();
            changedByOthers = isChangedByOthers();
            ownArray = ownArray == null ? parameters.get(0).zerosLike() : ownArray;
            updates += Arguments.isSame(model.parameters(), parameters) ? 1 : 0;
            updater.update(parameters);
            values = values();
            lastNanos = System.nanoTime();
        }

        private static boolean isCollecting() {
            try {
                Engine.getInstance().newGradientCollector().close();
                return false;
            } catch (IllegalStateException open) {
                return true;
            }
        }

        private List<float[]> values() {
            return model.parameters().stream().map(NDArray::toFloatArray).toList();
        }

        boolean isChangedByOthers() {
            return changedByOthers || !Arrays.deepEquals(values.toArray(), values().toArray());
        }

        /** Returns the number of updates of the model's own parameters. */
        int updates() {
            return updates;
        }

        void closeOwnArray() {
            ownArrayOpen = ownArray == null || !ownArray.isReleased();
            if (ownArray != null) {
                ownArray.close();
            }
        }

        void addFacts(ProbePayload answer) {
            answer.withFact("only the updater changes the parameters", !isChangedByOthers())
                    .withFact("the gradient collector is closed before the update", !collecting)
                    .withFact("each minibatch is closed after its own update, and before the next one's", inOrder)
                    .withFact("an array that the updater keeps for itself stays open", ownArrayOpen);
        }
    }
}
