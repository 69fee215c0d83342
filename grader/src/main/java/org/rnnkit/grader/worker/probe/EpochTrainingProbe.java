package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.models.OpenCollector;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
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
    /** The number of the model's parameters: more than step 2 makes. */
    private static final int PARAMETERS = 7;
    /** The minibatches of an epoch in which small losses, or a state, would get lost. */
    private static final int LONG_EPOCH = 12;
    /** More minibatches than a byte counts. */
    private static final int MANY = 260;
    /** The logit of the wrong token at first, and the learning rate, of an epoch of so many minibatches. */
    private static final float WRONG = 5;
    private static final float SLOW = 0.02f;
    /** So many sequences in each of them that there are more tokens than a short counts. */
    private static final int MANY_ROWS = 128;

    @Override
    public ProbePayload ask(Arguments given) {
        if (given.has("unusual")) { // an epoch that fails leaves nothing for the next one
            int[] calls = {0};
            passException(new ProbePayload(), () -> epoch(given, changed(loss -> {
                if (++calls[0] == 2) {
                    throw new IllegalArgumentException("the second loss");
                }
                return loss;
            }), parameters -> { }));
        }
        NDManager owner = given.owner("the model's manager");
        GivenRnn network = GivenRnn.inPieces(given.freeParameters(given.manager()), PARAMETERS, owner);
        ProbePayload answer = new ProbePayload();
        WatchedModel model = new WatchedModel(network);
        int minibatches = given.integer("minibatches");
        List<NDManager> owners = Stream.generate(given.manager()::newSubManager).limit(minibatches).toList();
        List<Batch> batches = batches(given, owners);
        WatchedUpdater updater = new WatchedUpdater(model, Updaters.sgd(given.number("learningRate")), owners,
                answer);
        updater.pause = given.integer("pause");
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
            updater.compareParameters();
            return epoch;
        });
        double most = (System.nanoTime() - start) / 1e9 + CLOCK;
        double least = (updater.lastNanos - first[0]) / 1e9 - CLOCK;
        answer.with("perplexity", result.perplexity()).with("tokens", result.tokens())
                .withAll("parameters", network.joined())
                .withCount("the calls of forward for " + minibatches + " minibatches", model.forwards(), minibatches)
                .withCount("the updates of the model's parameters", updater.updates, minibatches)
                .withSideCount("the minibatches left open", owners.stream().filter(NDManager::isOpen).count(), 0)
                .withSideCount("the arrays left open of states that were replaced", model.openStates(), 0)
                .withFact("each minibatch's loss is computed once, by the loss given", losses[0] == batches.size())
                .withFact("the seconds are those of the epoch", result.seconds() >= least && result.seconds() <= most);
        return given.has("unusual") ? addUnusual(given, answer) : answer;
    }

    /** Waits, so that the measured time can be compared. */
    static void pause(int milliseconds) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    /** Calls a step with something that throws, and adds a mistake if the step does not pass the exception on. */
    static void passException(ProbePayload answer, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException passedOn) {
            return;
        }
        answer.withSideFact("an exception is passed on", false);
    }

    private static List<Batch> batches(Arguments given, List<NDManager> owners) {
        return IntStream.range(0, owners.size()).mapToObj(i -> batch(given, i, owners.get(i))).toList();
    }

    private static Batch batch(Arguments given, int index, NDManager owner) {
        int number = index % given.integer("minibatches");
        NDArray tokens = given.free("tokens " + number, owner);
        NDArray labels = given.free("labels " + number, owner);
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
        int minibatches = given.integer("minibatches");
        boolean visible = isMeanOf(given, minibatches, 1, Float.NaN, 1, 0)
                && isMeanOf(given, minibatches, 1, Float.POSITIVE_INFINITY, 1, 0)
                && isMeanOf(given, minibatches, Float.NaN, 0, 1, 0) && isMeanOf(given, minibatches, 0, 0, 1, 0)
                && isMeanOf(given, LONG_EPOCH, 0, 64 * LONG_EPOCH, 0, 64f * LONG_EPOCH / (1 << 25))
                && isMeanOf(given, LONG_EPOCH, 0, 0, 0, 0);
        passException(answer, () -> epoch(given, changed(loss -> {
            throw new IllegalArgumentException("the loss of one minibatch");
        }), parameters -> { }));
        passException(answer, () -> epoch(given, changed(loss -> loss), parameters -> {
            throw new IllegalArgumentException("the update of one minibatch");
        }));
        addMany(given, answer);
        return answer.withFact("a loss that is zero, large or not finite brings an update and shows in the perplexity", visible)
                .withSideFact("after an exception the gradient collector is closed", !OpenCollector.exists());
    }

    /** Asks for an epoch of many minibatches, with a model of two tokens whose gradients are clipped at first. */
    private static void addMany(Arguments given, ProbePayload answer) {
        NDManager manager = given.manager();
        CountingModel model = new CountingModel(manager.create(new float[][] {{0, WRONG}, {0, 0}}));
        int[][] tokens = new int[MANY_ROWS][1];
        Iterable<Batch> batches = () -> Stream.generate(manager::newSubManager).limit(MANY).map(owner -> new Batch(owner,
                new NDList(owner.create(tokens)), new NDList(owner.create(tokens)), MANY_ROWS, Batchifier.STACK,
                Batchifier.STACK, model.forwards() + 1, MANY)).iterator();
        int[] updates = {0};
        Updater sgd = Updaters.sgd(SLOW);
        EpochResult result = EpochTraining.trainEpoch(model, batches, new SoftmaxCrossEntropyLoss(), parameters -> {
            updates[0]++;
            sgd.update(parameters);
        }, Sampling.SEQUENTIAL);
        double loss = 0;
        double logit = -WRONG; // of the right token, minus that of the wrong one
        for (int i = 0; i < MANY; i++) {
            double missing = 1 / (1 + Math.exp(logit));
            loss -= Math.log(1 - missing) / MANY;
            logit += 2 * SLOW * missing / Math.max(1, Math.sqrt(2) * missing);
        }
        float[] weights = model.parameters().get(0).toFloatArray();
        answer.withFact("every one of many minibatches is read, counted and updated for", model.forwards() == MANY
                        && updates[0] == MANY && result.tokens() == MANY * MANY_ROWS
                        && Math.abs(Math.log(result.perplexity()) - loss) < 1e-3
                        && Math.abs(weights[0] - weights[1] - logit) < 1e-3)
                .withFact("the state is kept through many minibatches", model.isStateKept());
    }

    /**
     * Tells whether an epoch updates for every loss and has the right perplexity. A factor and a summand change the first loss,
     * and others the losses afterwards. A mean of a sum of floats may be off by 2e-5.
     */
    private static boolean isMeanOf(Arguments given, int minibatches, float factor, float summand, float factorAfterwards,
            float summandAfterwards) {
        NDArray[] factors = {given.manager().create(factor), given.manager().create(factorAfterwards)};
        NDArray[] summands = {given.manager().create(summand), given.manager().create(summandAfterwards)};
        List<Float> losses = new ArrayList<>();
        int[] updates = {0};
        double perplexity = epoch(given, new GivenRnn(given.freeParameters(given.manager())), minibatches, changed(mean -> {
            int index = Math.min(losses.size(), 1);
            NDArray loss = mean.mul(factors[index]).add(summands[index]);
            losses.add(loss.getFloat());
            return loss;
        }), parameters -> updates[0]++).perplexity();
        double mean = losses.stream().mapToDouble(Float::doubleValue).average().orElse(0); // the sizes are the same
        return updates[0] == minibatches && (Double.isFinite(mean) ? Math.abs(Math.log(perplexity) - mean) < 5e-4
                : !Double.isFinite(perplexity));
    }

    private static EpochResult epoch(Arguments given, Loss loss, Updater updater) {
        return epoch(given, new GivenRnn(given.freeParameters(given.manager())), given.integer("minibatches"), loss,
                updater);
    }

    private static EpochResult epoch(Arguments given, LanguageModel model, int minibatches, Loss loss, Updater updater) {
        List<NDManager> owners = Stream.generate(given.manager()::newSubManager).limit(minibatches).toList();
        return EpochTraining.trainEpoch(model, batches(given, owners), loss, updater,
                Sampling.valueOf(given.text("sampling")));
    }
}
