package org.rnnkit.grader.worker.training;

import ai.djl.Device;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.dataset.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;

/**
 * A training without a gradient collector: a bonus step computes the gradients. The rows of a minibatch are shared between Java
 * threads, one for each core. The engine uses one thread in each of them, so no engine thread spins while it waits for a
 * busy core. Losses and norms stay on the device; one number is read back, at the end of the epoch.
 */
public final class ByHandTraining implements AutoCloseable {

    private static final float THETA = 1;

    private final int cores;
    private final GradientsByHand backward;
    private final ExecutorService threads;

    /** Makes a training that splits the rows into as many shares, at least 1, each with its thread. */
    public ByHandTraining(int cores, GradientsByHand backward) {
        this.cores = cores;
        this.backward = backward;
        this.threads = Executors.newFixedThreadPool(cores);
    }

    /** Makes a training with one share for each processor. A GPU computes all rows at once, so it gets a single share. */
    static ByHandTraining forDevice(Device device, GradientsByHand backward) {
        return new ByHandTraining(device.isGpu() ? 1 : Runtime.getRuntime().availableProcessors(), backward);
    }

    int cores() {
        return cores;
    }

    /**
     * Trains as step 9 does, with plain stochastic gradient descent.
     *
     * @param net the model, with step 2's parameters
     * @param manager the parent manager of all arrays that training makes; it stays open
     * @return the epochs' results and two samples
     * @throws IllegalStateException if the thread was interrupted
     */
    public TrainingResult train(LanguageModel net, SequenceDataset dataset, Vocabulary vocabulary, float learningRate,
            int numEpochs, NDManager manager, TrainingMonitor monitor) {
        List<EpochResult> epochs = new ArrayList<>();
        while (epochs.size() < numEpochs) {
            epochs.add(trainEpoch(net, dataset.getData(manager), learningRate, dataset.sampling()));
            monitor.epochFinished(epochs.size(), epochs.get(epochs.size() - 1));
        }
        List<String> samples = new ArrayList<>();
        for (String prefix : List.of("time traveller", "traveller")) {
            samples.add(Prediction.predict(prefix, 50, net, vocabulary, manager));
        }
        return new TrainingResult(epochs, samples);
    }

    /**
     * Trains on every minibatch once, as step 8 does with cross-entropy.
     *
     * @param net the model, with step 2's parameters
     * @param batches minibatches of tokens and labels, each one [batchSize, numSteps] array; each minibatch is closed after
     *     its update
     * @throws IllegalStateException if the thread was interrupted
     */
    public EpochResult trainEpoch(LanguageModel net, Iterable<Batch> batches, float learningRate, Sampling sampling) {
        long start = System.nanoTime();
        long numTokens = 0;
        try (NDManager owner = net.parameters().get(0).getManager().newSubManager()) {
            NDArray totalLoss = owner.zeros(new Shape(), DataType.FLOAT64);
            NDArray state = null;
            for (Batch batch : batches) {
                try (batch) {
                    Shape shape = batch.getData().singletonOrThrow().getShape();
                    if (state == null || sampling == Sampling.RANDOM) {
                        NDManager manager = sampling == Sampling.RANDOM ? batch.getManager() : owner;
                        state = net.beginState(manager, (int) shape.get(0)).singletonOrThrow();
                    }
                    totalLoss.addi(trainBatch(net, batch, state, learningRate));
                    numTokens += shape.size();
                }
            }
            double perplexity = Math.exp(totalLoss.getDouble() / numTokens);
            return new EpochResult(perplexity, numTokens, (System.nanoTime() - start) / 1e9);
        }
    }

    /** Updates the parameters once, writes the state after the minibatch into {@code state}, and returns the summed loss. */
    private NDArray trainBatch(LanguageModel net, Batch batch, NDArray state, float learningRate) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<RowsByHand> shares = computeShares(batch, state, net.parameters());
            update(net.parameters(), sum(shares), learningRate);
            shares.forEach(share -> state.set(share.rows(), share.state()));
            return shares.stream().map(RowsByHand::loss).reduce(NDArray::addi).orElseThrow();
        }
    }

    /**
     * Runs all rows forward and backward, one share on each core. Waits until all shares have ended, and then throws the
     * exception of a share that failed.
     */
    private List<RowsByHand> computeShares(Batch batch, NDArray state, NDList parameters) {
        long batchSize = state.getShape().get(0);
        long numShares = Math.min(cores, batchSize);
        List<Callable<RowsByHand>> tasks = new ArrayList<>();
        for (long i = 0; i < numShares; i++) {
            NDIndex rows = new NDIndex("{}:{}", i * batchSize / numShares, (i + 1) * batchSize / numShares);
            tasks.add(() -> RowsByHand.of(batch, rows, state, parameters, backward));
        }
        List<RowsByHand> shares = new ArrayList<>();
        try {
            for (Future<RowsByHand> share : threads.invokeAll(tasks)) {
                shares.add(share.get());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("training was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        return shares;
    }

    /** Adds the gradients of all shares. The sum is in the first share's arrays, which are returned. */
    private static NDList sum(List<RowsByHand> shares) {
        NDList gradients = shares.get(0).gradients();
        for (RowsByHand other : shares.subList(1, shares.size())) {
            for (int i = 0; i < gradients.size(); i++) {
                gradients.get(i).addi(other.gradients().get(i));
            }
        }
        return gradients;
    }

    /** Clips the gradients to the norm θ and updates the parameters: p ← p - η min(1, θ / ‖g‖) g. */
    private static void update(NDList parameters, NDList gradients, float learningRate) {
        NDArray norm = NDArrays.stack(new NDList(gradients.stream().map(NDArray::norm).toList())).norm();
        NDArray step = norm.maximum(THETA).pow(-1).muli(THETA * learningRate); // θ / max(θ, ‖g‖) is min(1, θ / ‖g‖)
        for (int i = 0; i < gradients.size(); i++) {
            parameters.get(i).stopGradient().subi(gradients.get(i).muli(step));
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /**
     * The result of a forward and a backward pass over some rows of a minibatch. All arrays belong to the batch's manager, and
     * no number has been read back from the device.
     *
     * @param rows the index of the rows
     * @param loss the sum of the rows' cross-entropy over all tokens, a scalar
     * @param gradients these rows' part of the gradients of the minibatch's mean loss
     * @param state the rows' state after the last time step, [rows, numHiddens]
     */
    record RowsByHand(NDIndex rows, NDArray loss, NDList gradients, NDArray state) {

        /**
         * Runs rows forward and backward through the network. Does not change the state and the parameters.
         *
         * @param state the state of all rows
         * @param backward the step that computes the gradients
         */
        static RowsByHand of(Batch batch, NDIndex rows, NDArray state, NDList parameters,
                GradientsByHand backward) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                // Gradient mode is per thread, and it is on in every thread but the one that loaded the engine. Detached
                // handles keep the engine from recording a graph there.
                NDList values = new NDList(parameters.stream().map(NDArray::stopGradient).toList());
                NDArray tokens = batch.getData().singletonOrThrow();
                int vocabSize = (int) values.get(0).getShape().get(0);
                NDArray inputs = OneHotEncoding.encode(tokens.get(rows), vocabSize);

                NDArray before = state.get(rows);
                NDArray after = statesAfter(inputs, before, values);
                NDArray logits = after.matMul(values.get(3)).addi(values.get(4));

                NDArray labels = batch.getLabels().singletonOrThrow().get(rows).transpose().flatten(); // time-major
                NDArray truth = labels.oneHot(vocabSize);
                NDArray logProbabilities = logits.logSoftmax(-1);
                NDArray loss = logProbabilities.mul(truth).sum().negi();
                // The gradient of softmax and mean cross-entropy together: (probabilities - one-hot labels) / number of tokens.
                NDArray logitsGradient = logProbabilities.exp().subi(truth).divi(tokens.size());

                NDList states = new NDList(before);
                states.addAll(after.split(inputs.getShape().get(0)));
                NDList gradients = backward.compute(inputs, states, values, logitsGradient);
                NDArray last = states.get(states.size() - 1);
                NDList results = new NDList(gradients);
                results.addAll(new NDList(loss, last));
                results.attach(batch.getManager());
                NDScope.unregister(results);
                return new RowsByHand(rows, loss, gradients, last);
            }
        }

        /**
         * Runs the network over all time steps in one call of the engine, which computes what step 4 computes. A one-hot input
         * picks one row of W_xh, so the bias is added to its rows. W_hh is laid out by columns: with 512 hidden units and 8 to
         * 32 rows, its products then take 5 to 13 % less time (measured on AMD EPYC). The backward pass multiplies with the
         * transpose, which is by columns as it is.
         *
         * @return the states after the time steps, [numSteps · rows, numHiddens], time-major
         */
        private static NDArray statesAfter(NDArray inputs, NDArray state, NDList values) {
            NDArray wHh = byColumns(values.get(1));
            // The engine multiplies with the transposed weights.
            NDList weights = new NDList(values.get(0).add(values.get(2)).transpose(), wHh.transpose());
            return inputs.getNDArrayInternal()
                    .rnn(inputs, state.expandDims(0), weights, false, 1, RNN.Activation.TANH, 0, false, false, false)
                    .get(0).reshape(-1, wHh.getShape().get(0));
        }

        /** Returns the same matrix with its elements in memory column by column. */
        private static NDArray byColumns(NDArray matrix) {
            return matrix.transpose().flatten().reshape(matrix.getShape().get(1), matrix.getShape().get(0)).transpose();
        }
    }
}
