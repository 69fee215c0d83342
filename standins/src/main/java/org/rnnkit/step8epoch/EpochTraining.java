package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.oracle.EpochValues;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;

/** The stand-in of step 8. It knows only the models that tests pass to step 9, and the oracle computes their gradients. */
public final class EpochTraining {

    private EpochTraining() {}

    /** Trains a given model with the gradients of the oracle. */
    public static EpochResult trainEpoch(LanguageModel net, Iterable<Batch> batches, Loss loss, Updater updater,
            Sampling sampling) {
        GivenNetwork.require(8, net);
        OracleEpoch epoch = new OracleEpoch(net, loss, updater, sampling);
        batches.forEach(epoch::train);
        return epoch.result();
    }

    /** An epoch in plain Java. The engine only differentiates the loss by the logits, because the loss is the caller's. */
    static final class OracleEpoch {

        private final LanguageModel net;
        private final Loss loss;
        private final Updater updater;
        private final boolean sequential;
        private final long start = System.nanoTime();
        private final List<Double> losses = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();
        private List<Shape> stateShapes;
        private double[][] state;

        OracleEpoch(LanguageModel net, Loss loss, Updater updater, Sampling sampling) {
            this.net = net;
            this.loss = loss;
            this.updater = updater;
            this.sequential = sampling == Sampling.SEQUENTIAL;
        }

        void train(Batch batch) {
            NDManager manager = batch.getManager();
            int[][] tokens = rows(batch.getData().get(0));
            int[][] labels = rows(batch.getLabels().get(0));
            Parameters p = GivenNetwork.parameters(net);
            if (state == null || !sequential) {
                stateShapes = net.beginState(manager, tokens.length).stream().map(NDArray::getShape).toList();
                state = new double[tokens.length][p.bH().length];
            }
            tellModel(batch);
            double[][][] inputs = Matrix.oneHot(tokens, p.bQ().length);
            List<double[][]> hiddens = Rnn.hiddens(inputs, state, p);
            double[][] logits = Rnn.logits(hiddens.subList(1, hiddens.size()), p);
            Parameters gradients = Rnn.gradients(inputs, state, p, lossGradient(timeMajor(labels), logits, manager));
            addToGradients(GivenNetwork.gradients(net, gradients), manager);
            updater.update(net.parameters());
            batch.close();
            state = hiddens.get(inputs.length);
        }

        /** Calls the model for those who record its calls. What it returns is not needed: the oracle computes it. */
        private void tellModel(Batch batch) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDList zeros = new NDList(stateShapes.stream().map(batch.getManager()::zeros).toList());
                net.forward(batch.getData().get(0), zeros);
            }
        }

        EpochResult result() {
            int[] numTokens = sizes.stream().mapToInt(Integer::intValue).toArray();
            EpochValues result = new EpochValues(losses.stream().mapToDouble(Double::doubleValue).toArray(), numTokens, null,
                    null);
            return new EpochResult(result.perplexity(), Arrays.stream(numTokens).sum(), (System.nanoTime() - start) / 1e9);
        }

        private double[][] lossGradient(int[] labels, double[][] values, NDManager manager) {
            NDArray logits = GivenNetwork.array(manager, values);
            logits.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray mean = loss.evaluate(new NDList(manager.create(labels)), new NDList(logits));
                collector.backward(mean);
                losses.add((double) mean.getFloat());
                sizes.add(labels.length);
            }
            return GivenNetwork.rows(logits.getGradient());
        }

        /** Adds clipped numbers to the gradients of the parameters: the gradient of the sum of g · p by p is g. */
        private void addToGradients(List<double[][]> gradients, NDManager manager) {
            double squares = 0; // in loops, because there may be 50,000 numbers for each update
            for (double[][] rows : gradients) {
                for (double[] row : rows) {
                    for (double g : row) {
                        squares += g * g;
                    }
                }
            }
            double factor = 1 / Math.max(1, Math.sqrt(squares));
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                for (int i = 0; i < gradients.size(); i++) {
                    NDArray parameter = net.parameters().get(i);
                    NDArray clipped = GivenNetwork.array(manager, Matrix.map(gradients.get(i), g -> g * factor),
                            parameter.getShape());
                    collector.backward(clipped.mul(parameter).sum());
                }
            }
        }

        private static int[][] rows(NDArray tokens) {
            int columns = (int) tokens.size(1);
            int[] flat = Arrays.stream(tokens.toArray()).mapToInt(Number::intValue).toArray();
            return IntStream.range(0, flat.length / columns)
                    .mapToObj(row -> Arrays.copyOfRange(flat, row * columns, (row + 1) * columns)).toArray(int[][]::new);
        }

        private static int[] timeMajor(int[][] rows) {
            return IntStream.range(0, rows.length * rows[0].length).map(i -> rows[i % rows.length][i / rows.length]).toArray();
        }
    }
}
