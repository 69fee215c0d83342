package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.step9training.Training;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.models.RecordingModel;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Subsequences;
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

        /** More epochs than a byte counts. */
        private static final int MANY = 260;
        private static final int SURE_EPOCHS = 130;
        /** A logit that makes a token certain. */
        private static final float SURE = 100;

        @Override
        public ProbePayload ask(Arguments given) {
            Vocabulary vocabulary = CharacterVocabulary.of(given.text("text"));
            SequenceDataset dataset = dataset(given, vocabulary, 0);
            NDManager manager = given.manager().newSubManager();
            RecordingModel model = new RecordingModel(new GivenRnn(given.freeParameters(given.manager())),
                    given.integer("batchSize"));
            Updater sgd = Updaters.sgd(given.number("learningRate"));
            ProbePayload answer = new ProbePayload();
            WatchedUpdater updater = new WatchedUpdater(model, parameters -> {
                sgd.update(parameters);
                EpochTrainingProbe.pause(given.integer("pause"));
            }, List.of(), answer);
            long start = System.nanoTime();
            List<String> told = new ArrayList<>();
            List<EpochResult> toldResults = new ArrayList<>();
            List<Integer> arrays = new ArrayList<>();
            List<Integer> predictions = new ArrayList<>();
            TrainingResult result = Training.train(model, dataset, vocabulary, updater, given.integer("epochs"), manager,
                    (epoch, ofEpoch) -> {
                        told.add(epoch + " after " + updater.updates() + " updates");
                        toldResults.add(ofEpoch);
                        arrays.add(manager.getManagedArrays().size());
                        predictions.add(model.takePredictions());
                    });
            double most = (System.nanoTime() - start) / 1e9 + EpochTrainingProbe.CLOCK;
            double seconds = result.epochs().stream().mapToDouble(EpochResult::seconds).sum();
            updater.compareParameters();
            answer.withAll("parameters", model.parameters())
                    .withFact("the seconds of all epochs are together no more than those of the training", seconds <= most)
                    .with("told", told.toString()).with("epochs", result.epochs().size())
                    .with("samples", result.samples().size())
                    .withSideFact("dataset.getData is called once in each epoch", read(dataset, given.manager()).equals(
                            read(dataset(given, vocabulary, given.integer("epochs")), given.manager())))
                    .withFact("the monitor gets the results that are returned", toldResults.equals(result.epochs()))
                    .withSideFact("the manager given stays open", manager.isOpen())
                    // What is made once, in the first epoch, may stay.
                    .withSideFact("the number of arrays on the manager given does not grow from epoch to epoch",
                            arrays.size() < 3 || last(arrays, 0) <= arrays.get(1))
                    .withFact("the monitor is told of the last epoch before the samples are written",
                            predictions.size() < 3 || last(predictions, 0) <= last(predictions, 1));
            for (int i = 0; i < result.epochs().size(); i++) {
                answer.with("perplexity " + i, result.epochs().get(i).perplexity());
                answer.with("tokens " + i, result.epochs().get(i).tokens());
            }
            for (int i = 0; i < result.samples().size(); i++) {
                answer.with("sample " + i, String.valueOf(result.samples().get(i)));
            }
            return given.has("unusual") ? addUnusual(given, dataset, vocabulary, answer) : answer;
        }

        /** Makes the dataset, as it is after some calls of getData. */
        private static SequenceDataset dataset(Arguments given, Vocabulary vocabulary, int calls) {
            SequenceDataset dataset = new SequenceDataset(CharacterVocabulary.indices(vocabulary, given.text("text")),
                    given.integer("batchSize"), given.integer("numSteps"), Sampling.valueOf(given.text("sampling")),
                    given.integer("seed"));
            for (int i = 0; i < calls; i++) {
                dataset.getData(given.manager());
            }
            return dataset;
        }

        /** Reads the tokens of the next minibatches, of more than one epoch, because two may have the same cuts. */
        private static String read(SequenceDataset dataset, NDManager manager) {
            StringBuilder tokens = new StringBuilder();
            for (int i = 0; i < 6; i++) {
                for (Batch batch : dataset.getData(manager)) {
                    try (batch) {
                        tokens.append(Arrays.toString(batch.getData().get(0).toArray()));
                    }
                }
            }
            return tokens.toString();
        }

        private static int last(List<Integer> numbers, int before) {
            return numbers.get(numbers.size() - 1 - before);
        }

        /** Asks for a training with epochs whose perplexity is not finite, and for one that throws. */
        private static ProbePayload addUnusual(Arguments given, SequenceDataset dataset, Vocabulary vocabulary,
                ProbePayload answer) {
            NDManager manager = given.manager().newSubManager();
            RecordingModel model = new RecordingModel(new GivenRnn(given.freeParameters(given.manager())),
                    given.integer("batchSize"));
            // Step 8 hands the tokens on, and may make tokens of its own.
            EpochTraining.trainEpoch(model, dataset.getData(manager), Loss.softmaxCrossEntropyLoss(), Updaters.sgd(0),
                    dataset.sampling());
            List<List<NDManager>> owners = model.takeManagers();
            boolean handedOn = areBelow(manager, owners) && RecordingModel.openBelow(manager, owners) == 0;
            NDArray bias = model.parameters().get(4);
            float[] values = bias.toFloatArray();
            // No other character has a chance, except in the third and fourth epochs, one of which is the best.
            float[] spoiled = {Float.NaN, 1e30f, values[0], values[0], 1e3f, values[0]};
            int rare = IntStream.range(1, values.length).reduce(1, (i, j) -> values[i] < values[j] ? i : j);
            int[] epochs = {0};
            TrainingResult result = Training.train(model, dataset, vocabulary, parameters -> {
                float[] next = values.clone();
                next[0] = spoiled[Math.min(epochs[0], 5)];
                next[rare] += epochs[0] < 5 ? 0 : 1e3f;
                try (NDArray handle = bias.stopGradient(); NDArray now = manager.create(next)) {
                    handle.set(new NDIndex(":"), now);
                }
            }, 6, manager, (epoch, ofEpoch) -> epochs[0]++);
            String last = vocabulary.getToken(rare);
            owners = model.takeManagers();
            boolean below = areBelow(manager, owners);
            boolean open = RecordingModel.openBelow(manager, owners) > 1; // one for all epochs may stay
            boolean visible = result.epochs().size() == 6 && !Double.isFinite(result.epochs().get(1).perplexity())
                    && !Double.isFinite(result.epochs().get(2).perplexity());
            EpochTrainingProbe.passException(answer, () -> Training.train(model, dataset, vocabulary, parameters -> {
                throw new IllegalArgumentException("the first update");
            }, 2, manager, (epoch, ofEpoch) -> { }));
            EpochTrainingProbe.passException(answer, () -> Training.train(model, dataset, vocabulary, Updaters.sgd(0), 1,
                    manager, (epoch, ofEpoch) -> {
                        throw new IllegalArgumentException("the first epoch");
                    }));
            return answer.withFact("each of many epochs is trained, told to the monitor and returned",
                            trainsManyEpochs(given, vocabulary))
                    .withFact("a perplexity that is not finite is returned, and the training goes on", visible)
                    .withFact("the monitor is told of every epoch, also of one that is worse", epochs[0] == 6)
                    .withFact("the samples are those of the model after the last epoch", result.samples().stream()
                            .allMatch(sample -> sample.endsWith(last.repeat(50))))
                    .withSideFact("the minibatches are made on the manager given", !handedOn || below)
                    .withSideFact("managers of minibatches do not pile up", !handedOn || !open);
        }

        /** Asks for a training in which each label is the same. The model knows it in the first epochs only. */
        private static boolean trainsManyEpochs(Arguments given, Vocabulary vocabulary) {
            NDManager manager = given.manager().newSubManager();
            int vocabSize = (int) vocabulary.size();
            float[] logits = new float[vocabSize * vocabSize];
            IntStream.range(0, vocabSize).forEach(row -> logits[row * vocabSize + 1] = SURE);
            LanguageModel model = new CountingModel(manager.create(logits, new Shape(vocabSize, vocabSize)));
            SequenceDataset dataset = new SequenceDataset(new int[] {2, 1, 1, 1}, 1, 2, Sampling.SEQUENTIAL, 1);
            Subsequences cuts = new Subsequences(4, 1, 2, Sampling.SEQUENTIAL, 1);
            List<Integer> told = new ArrayList<>();
            List<Integer> updatesWhenTold = new ArrayList<>();
            int[] updates = {0};
            boolean[] right = {true};
            TrainingResult result = Training.train(model, dataset, vocabulary, parameters -> {
                boolean knows = ++updates[0] <= SURE_EPOCHS;
                float share = cuts.nextEpoch().get(0)[0] == 0 ? 0.5f : 1; // of the tokens with index 1
                try (NDArray gradient = parameters.get(0).getGradient(); NDArray values = parameters.get(0).stopGradient()) {
                    float ofLetter = gradient.toFloatArray()[vocabSize + 1];
                    right[0] &= Math.abs(ofLetter - (knows ? 0 : share * (1f / vocabSize - 1))) < 1e-3;
                    gradient.muli(0);
                    values.muli(updates[0] < SURE_EPOCHS ? 1 : 0);
                }
            }, MANY, manager, (epoch, ofEpoch) -> {
                told.add(epoch);
                updatesWhenTold.add(updates[0]);
            });
            return told.equals(IntStream.rangeClosed(1, MANY).boxed().toList())
                    && updatesWhenTold.equals(told)
                    && right[0] && result.epochs().size() == MANY
                    && IntStream.range(0, MANY).allMatch(i -> Math.abs(result.epochs().get(i).perplexity()
                            - (i < SURE_EPOCHS ? 1 : vocabSize)) < 1e-3 * vocabSize);
        }

        private static boolean areBelow(NDManager top, List<List<NDManager>> owners) {
            return owners.stream().allMatch(ancestors -> ancestors.contains(top));
        }
    }
}
