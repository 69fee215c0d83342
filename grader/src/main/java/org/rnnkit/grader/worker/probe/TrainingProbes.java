package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.probe.GivenModels.ProbeNetwork;
import org.rnnkit.grader.worker.probe.GivenModels.WatchedModel;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.step9training.Training;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** The probes of steps 7 to 9: clipping, an epoch and a training. */
final class TrainingProbes {

    /** The tolerance for a clock that a student may use, about a tick of the coarsest. */
    private static final double CLOCK = 0.02;

    private TrainingProbes() {}

    /** The probe of step 7: the norm of given gradients, the clipped gradients, and the norm in a second call. */
    static final class GradientClippingProbe implements Probe {

        @Override
        public ProbePayload ask(Arguments given) {
            NDList parameters = given.parameters(IntStream.range(0, given.integer("parameters"))
                    .mapToObj(i -> "parameter " + i).toList(), given.owner("the parameters' manager"));
            // The gradient of the sum of p · g by p is g.
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray sum = null;
                for (int i = 0; i < parameters.size(); i++) {
                    NDArray term = parameters.get(i).mul(given.free("gradient " + i, given.manager())).sum();
                    sum = sum == null ? term : sum.add(term);
                }
                collector.backward(sum);
            }
            float theta = given.number("theta");
            if (given.has("infinite")) {
                return askNotFinite(given, parameters, given.integer("infinite") == 1 ? Float.POSITIVE_INFINITY : Float.NaN);
            }
            ProbePayload answer = new ProbePayload()
                    .with("norm", given.call(() -> GradientClipping.clip(parameters, theta)))
                    .withGradients(parameters);
            return answer.with("second norm", GradientClipping.clip(parameters, theta));
        }

        /** Adds a value that is not finite to each value of the last gradient. */
        private static ProbePayload askNotFinite(Arguments given, NDList parameters, float value) {
            NDArray last = parameters.get(parameters.size() - 1);
            try (NDArray gradient = last.getGradient()) {
                gradient.addi(value);
            }
            double norm = given.call(() -> GradientClipping.clip(parameters, given.number("theta")));
            try (NDArray gradient = last.getGradient()) {
                return new ProbePayload()
                        .withFact("the norm shows a gradient that is not finite",
                                Float.isNaN(value) ? Double.isNaN(norm) : !Double.isFinite(norm))
                        .withFact("the gradient still shows it", !Float.isFinite(gradient.toFloatArray()[0]));
            }
        }
    }

    /** The probe of step 8: the parameters and the result after an epoch of given minibatches, and what it has left open. */
    static final class EpochTrainingProbe implements Probe {

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
            LanguageModel model = new ProbeNetwork(given.freeParameters(given.manager()));
            List<NDManager> owners = Stream.generate(given.manager()::newSubManager).limit(given.integer("minibatches"))
                    .toList();
            return EpochTraining.trainEpoch(model, batches(given, owners), loss, updater,
                    Sampling.valueOf(given.text("sampling")));
        }
    }

    /** The probe of step 9: the parameters and the results after a training on a given text, and what the monitor saw. */
    static final class TrainingProbe implements Probe {

        @Override
        public ProbePayload ask(Arguments given) {
            String text = given.text("text");
            Vocabulary vocabulary = CharacterVocabulary.of(text);
            SequenceDataset dataset = new SequenceDataset(CharacterVocabulary.indices(vocabulary, text),
                    given.integer("batchSize"), given.integer("numSteps"),
                    Sampling.valueOf(given.text("sampling")), given.integer("seed"));
            NDManager manager = given.manager().newSubManager();
            LanguageModel model = new ProbeNetwork(given.freeParameters(given.manager()));
            Updater sgd = Updaters.sgd(given.number("learningRate"));
            WatchedUpdater updater = new WatchedUpdater(model, sgd, List.of());
            long start = System.nanoTime();
            List<String> told = new ArrayList<>();
            List<EpochResult> toldResults = new ArrayList<>();
            List<Integer> arrays = new ArrayList<>();
            TrainingResult result = Training.train(model, dataset, vocabulary, updater, given.integer("epochs"), manager,
                    (epoch, ofEpoch) -> {
                        told.add(epoch + " after " + updater.updates + " updates");
                        toldResults.add(ofEpoch);
                        arrays.add(manager.getManagedArrays().size());
                    });
            double most = (System.nanoTime() - start) / 1e9 + CLOCK;
            double seconds = result.epochs().stream().mapToDouble(EpochResult::seconds).sum();
            ProbePayload answer = new ProbePayload().withAll("parameters", model.parameters())
                    .withFact("only the updater changes the parameters", !updater.isChangedByOthers())
                    .withFact("the seconds of all epochs are together no more than those of the training", seconds <= most)
                    .with("told", told.toString()).with("epochs", result.epochs().size())
                    .with("samples", result.samples().size())
                    .withFact("the monitor gets the results that are returned", toldResults.equals(result.epochs()))
                    .withFact("the manager given stays open", manager.isOpen())
                    // What is made once, in the first epoch, may stay.
                    .withFact("the number of arrays on the manager given does not grow from epoch to epoch",
                            arrays.size() < 3 || arrays.get(arrays.size() - 1) <= arrays.get(1));
            for (int i = 0; i < result.epochs().size(); i++) {
                answer.with("perplexity " + i, result.epochs().get(i).perplexity());
                answer.with("tokens " + i, result.epochs().get(i).tokens());
            }
            for (int i = 0; i < result.samples().size(); i++) {
                answer.with("sample " + i, String.valueOf(result.samples().get(i)));
            }
            return given.has("unusual") ? addUnusual(given, dataset, vocabulary, answer) : answer;
        }

        /** Asks for a training with epochs whose perplexity is not finite, and for one that throws. */
        private static ProbePayload addUnusual(Arguments given, SequenceDataset dataset, Vocabulary vocabulary,
                ProbePayload answer) {
            NDManager manager = given.manager().newSubManager();
            TokenOwners model = new TokenOwners(new ProbeNetwork(given.freeParameters(given.manager())), manager);
            // Step 8 hands the tokens on, and may make tokens of its own.
            EpochTraining.trainEpoch(model, dataset.getData(manager), Loss.softmaxCrossEntropyLoss(), Updaters.sgd(0),
                    dataset.sampling());
            boolean handedOn = model.areAllBelow();
            NDArray bias = model.parameters().get(4);
            float[] values = bias.toFloatArray();
            float[] spoiled = {Float.NaN, 1e30f, values[0], values[0]}; // no other character has a chance
            int[] epochs = {0};
            TrainingResult result = Training.train(model, dataset, vocabulary, parameters -> {
                float[] next = values.clone();
                next[0] = spoiled[Math.min(epochs[0], 3)];
                try (NDArray handle = bias.stopGradient(); NDArray now = manager.create(next)) {
                    handle.set(new NDIndex(":"), now);
                }
            }, 4, manager, (epoch, ofEpoch) -> epochs[0]++);
            boolean visible = result.epochs().size() == 4 && !Double.isFinite(result.epochs().get(1).perplexity())
                    && !Double.isFinite(result.epochs().get(2).perplexity());
            boolean thrown = false;
            try {
                Training.train(model, dataset, vocabulary, parameters -> {
                    throw new IllegalArgumentException("the first update");
                }, 2, manager, (epoch, ofEpoch) -> { });
            } catch (RuntimeException passedOn) {
                thrown = true;
            }
            return answer.withFact("a perplexity that is not finite is returned, and the training goes on", visible)
                    .withFact("the minibatches are made on the manager given", !handedOn || model.areAllBelow())
                    .withFact("an exception is passed on", thrown);
        }
    }

    /**
     * A model that looks at the managers of the minibatches that it reads: they end with the manager given to the training.
     * Predictions read one text, and a training two or more.
     */
    private static final class TokenOwners implements LanguageModel {

        private final LanguageModel net;
        private final NDManager given;
        private boolean allBelow = true;

        TokenOwners(LanguageModel net, NDManager given) {
            this.net = net;
            this.given = given;
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            allBelow &= tokens.getShape().get(0) == 1 || Stream.iterate(tokens.getManager(), Objects::nonNull,
                    NDManager::getParentManager).anyMatch(given::equals);
            return net.forward(tokens, state);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return net.beginState(manager, batchSize);
        }

        @Override
        public NDList parameters() {
            return net.parameters();
        }

        /** Tells whether every minibatch read so far was made below the manager given. */
        boolean areAllBelow() {
            return allBelow;
        }
    }

    /**
     * An updater that counts the updates of a model's own parameters, and looks at what was done before each. Like an optimizer
     * with momentum, it makes an array at its first call and keeps it.
     */
    private static final class WatchedUpdater implements Updater {

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
