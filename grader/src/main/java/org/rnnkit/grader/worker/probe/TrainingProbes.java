package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.probe.EpochTrainingProbe.WatchedUpdater;
import org.rnnkit.grader.worker.probe.GivenModels.ProbeNetwork;
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

/** The probes of steps 7 and 9: clipping and a training. */
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
                        told.add(epoch + " after " + updater.updates() + " updates");
                        toldResults.add(ofEpoch);
                        arrays.add(manager.getManagedArrays().size());
                    });
            double most = (System.nanoTime() - start) / 1e9 + EpochTrainingProbe.CLOCK;
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
}
