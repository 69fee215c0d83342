package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.List;
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
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** The probes of steps 7 to 9: clipping, an epoch and a training. */
final class TrainingProbes {

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

        /** The tolerance for a clock that a student may use, about a tick of the coarsest. */
        private static final double CLOCK = 0.02;

        @Override
        public ProbePayload ask(Arguments given) {
            NDManager owner = given.owner("the model's manager");
            NDList parameters = given.freeParameters(owner);
            WatchedModel model = new WatchedModel(new ProbeNetwork(parameters));
            int minibatches = given.integer("minibatches");
            List<NDManager> owners = Stream.generate(given.manager()::newSubManager).limit(minibatches).toList();
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
            double least = (updater.lastNanos - first[0]) / 1e9 - CLOCK;
            return new ProbePayload().with("perplexity", result.perplexity()).with("tokens", result.tokens())
                    .withAll("parameters", parameters)
                    .with("updates", updater.updates)
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
            NDArray labels = given.free("labels " + index, owner);
            return new Batch(owner, new NDList(tokens), new NDList(labels), (int) tokens.getShape().get(0), Batchifier.STACK,
                    Batchifier.STACK, index + 1, given.integer("minibatches"));
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
            LanguageModel model = new ProbeNetwork(given.freeParameters(given.manager()));
            CountingUpdater updater = new CountingUpdater(model, given.number("learningRate"));
            NDManager manager = given.manager().newSubManager();
            List<String> told = new ArrayList<>();
            List<EpochResult> toldResults = new ArrayList<>();
            List<Integer> arrays = new ArrayList<>();
            TrainingResult result = Training.train(model, dataset, vocabulary, updater, given.integer("epochs"), manager,
                    (epoch, ofEpoch) -> {
                        told.add(epoch + " after " + updater.updates + " updates");
                        toldResults.add(ofEpoch);
                        arrays.add(manager.getManagedArrays().size());
                    });
            ProbePayload answer = new ProbePayload().withAll("parameters", model.parameters())
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
            return answer;
        }
    }

    /** Gradient descent that counts the updates of a model's own parameters. */
    private static final class CountingUpdater implements Updater {

        private final LanguageModel model;
        private final Updater sgd;
        private int updates;
        /** The time after the last update, as {@link System#nanoTime} gives it. */
        private long lastNanos;

        CountingUpdater(LanguageModel model, float learningRate) {
            this.model = model;
            this.sgd = Updaters.sgd(learningRate);
        }

        @Override
        public void update(NDList parameters) {
            updates += Arguments.isSame(model.parameters(), parameters) ? 1 : 0;
            sgd.update(parameters);
            lastNanos = System.nanoTime();
        }
    }
}
