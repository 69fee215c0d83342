package org.rnnkit.learner.worker.show;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.learner.worker.ShowTask;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.step9training.Training;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.SavedModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.Updaters;

/** The values that the picture of a step shows, computed by the learner's step. StepPicture draws them. */
public final class StepValues {

    /** The hidden units that fit into a picture. */
    private static final int UNITS = 24;
    private static final int NUM_HIDDENS = 64;
    private static final float[][] GRADIENTS = {{2.4f, 0.7f}, {1.3f, 1.6f}, {0.3f, 0.8f}, {-1.1f, 1.9f}, {-0.6f, 0.3f},
        {-2.2f, -0.5f}, {-0.8f, -1.4f}, {0.2f, -0.5f}, {1.6f, -1.2f}};
    private static final int MINIBATCHES = 10;
    private static final int BATCH_SIZE = 16;
    private static final int NUM_STEPS = 20;
    private static final int LENGTH = 5_000;
    private static final int EPOCHS = 10;
    private static final float DEVIATION = 0.01f;

    private final SavedModel small;
    private final int vocabSize;
    private final int[] tokens;
    private final NDManager manager;

    private StepValues(ShowTask task, NDManager manager) {
        this.manager = manager;
        small = SavedModel.load(Path.of(task.model()), manager);
        vocabSize = (int) small.vocabulary().size();
        tokens = CharacterVocabulary.indices(small.vocabulary(), task.text());
    }

    /** Computes the rows of a step's picture. */
    public static double[][] of(ShowTask task, NDManager manager) {
        StepValues values = new StepValues(task, manager);
        return switch (task.step()) {
            case 1 -> rows(OneHotEncoding.encode(values.token(values.tokens), values.vocabSize));
            case 2 -> values.weights();
            case 3 -> values.statesFromYours();
            case 4 -> values.statesByYours();
            case 5 -> values.bothModels();
            case 7 -> values.gradients();
            case 8 -> values.losses();
            case 9 -> values.perplexities();
            default -> throw new IllegalArgumentException("Step " + task.step() + " has no picture");
        };
    }

    private NDArray token(int... some) {
        return manager.create(new int[][] {some});
    }

    /** Returns the rows of an array along its last axis. */
    private static double[][] rows(NDArray array) {
        double[] flat = flat(array);
        int columns = (int) array.size(array.getShape().dimension() - 1);
        return IntStream.range(0, flat.length / columns)
                .mapToObj(row -> Arrays.copyOfRange(flat, row * columns, (row + 1) * columns)).toArray(double[][]::new);
    }

    private static double[] flat(NDArray array) {
        return Arrays.stream(array.toArray()).mapToDouble(Number::doubleValue).toArray();
    }

    /** Returns the weights of a new network, a row for each matrix. */
    private double[][] weights() {
        NDList parameters = RnnParameters.initialize(manager, vocabSize, NUM_HIDDENS);
        return new double[][] {flat(parameters.get(0)), flat(parameters.get(1)), flat(parameters.get(3))};
    }

    /** Returns the state that step 3 begins with, and those with which the kit's network goes on from it. */
    private double[][] statesFromYours() {
        GivenRnn given = new GivenRnn(small.parameters());
        NDList state = HiddenState.initialize(manager, 1, small.numHiddens());
        List<double[]> states = new ArrayList<>(List.of(units(state)));
        for (int token : tokens) {
            state = given.forward(token(token), state).state();
            states.add(units(state));
        }
        return states.toArray(double[][]::new);
    }

    /** Returns the states that step 4 computes, and, as the last row, the probability that it gave each character. */
    private double[][] statesByYours() {
        NDList state = new NDList(manager.zeros(new Shape(1, small.numHiddens())));
        List<double[]> states = new ArrayList<>(List.of(units(state)));
        double[] probabilities = new double[tokens.length - 1];
        for (int i = 0; i < tokens.length; i++) {
            RnnOutput output = RnnForward.forward(token(tokens[i]).oneHot(vocabSize), state, small.parameters());
            state = output.state();
            states.add(units(state));
            if (i < probabilities.length) {
                probabilities[i] = flat(output.logits().softmax(1))[tokens[i + 1]];
            }
        }
        states.add(probabilities);
        return states.toArray(double[][]::new);
    }

    private static double[] units(NDList state) {
        return Arrays.copyOf(flat(state.singletonOrThrow()), UNITS);
    }

    /** Returns the probabilities of the next character by step 5's model, then by the kit's. */
    private double[][] bothModels() {
        LanguageModel yours = ModelFactory.of(small, ModelFactory.SCRATCH, manager);
        return new double[][] {next(yours), next(new GivenRnn(small.parameters()))};
    }

    private double[] next(LanguageModel net) {
        double[][] all = rows(net.forward(token(tokens), net.beginState(manager, 1)).logits().softmax(1));
        return all[all.length - 1];
    }

    /** Returns some gradients of two numbers, each in a row with what step 7 makes of it for θ = 1. */
    private double[][] gradients() {
        return Arrays.stream(GRADIENTS).map(gradient -> {
            NDArray parameter = manager.zeros(new Shape(2));
            parameter.setRequiresGradient(true);
            NDArray factors = manager.create(gradient);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(parameter.mul(factors).sum());
            }
            GradientClipping.clip(new NDList(parameter), 1);
            double[] clipped = flat(parameter.getGradient());
            return new double[] {gradient[0], gradient[1], clipped[0], clipped[1]};
        }).toArray(double[][]::new);
    }

    /** Returns the loss of each of ten minibatches, from which step 8 lets a new network learn. */
    private double[][] losses() {
        int length = MINIBATCHES * BATCH_SIZE * NUM_STEPS + NUM_STEPS;
        int[] story = CharacterVocabulary.indices(small.vocabulary(), TextSource.embedded().characters().substring(0, length));
        SequenceDataset dataset = new SequenceDataset(story, BATCH_SIZE, NUM_STEPS, Sampling.SEQUENTIAL, 1);
        RecordedLoss loss = new RecordedLoss();
        EpochTraining.trainEpoch(newNetwork(), dataset.getData(manager), loss, Updaters.sgd(1), Sampling.SEQUENTIAL);
        return new double[][] {loss.values.stream().mapToDouble(Double::doubleValue).toArray()};
    }

    /** Returns the perplexity of each of ten epochs, in which step 9 trains a new network. */
    private double[][] perplexities() {
        int[] story = CharacterVocabulary.indices(small.vocabulary(), TextSource.embedded().characters().substring(0, LENGTH));
        SequenceDataset dataset = new SequenceDataset(story, BATCH_SIZE, NUM_STEPS, Sampling.SEQUENTIAL, 1);
        List<Double> perplexities = new ArrayList<>();
        Training.train(newNetwork(), dataset, small.vocabulary(), Updaters.sgd(1), EPOCHS, manager,
                (epoch, result) -> perplexities.add(result.perplexity()));
        return new double[][] {perplexities.stream().mapToDouble(Double::doubleValue).toArray()};
    }

    private GivenRnn newNetwork() {
        return new GivenRnn(new NDList(drawn(vocabSize, NUM_HIDDENS), drawn(NUM_HIDDENS, NUM_HIDDENS),
                manager.zeros(new Shape(NUM_HIDDENS)), drawn(NUM_HIDDENS, vocabSize), manager.zeros(new Shape(vocabSize))));
    }

    private NDArray drawn(int rows, int columns) {
        return manager.randomNormal(0, DEVIATION, new Shape(rows, columns), DataType.FLOAT32);
    }

    /** The loss of a training, which remembers its values. */
    private static final class RecordedLoss extends Loss {

        private final Loss loss = Loss.softmaxCrossEntropyLoss();
        private final List<Double> values = new ArrayList<>();

        RecordedLoss() {
            super("recorded");
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            NDArray value = loss.evaluate(labels, predictions);
            values.add((double) value.getFloat());
            return value;
        }
    }
}
