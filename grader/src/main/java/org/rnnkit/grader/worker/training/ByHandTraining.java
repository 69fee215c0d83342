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
import ai.djl.training.dataset.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    /** The layout of W_hh whose products are faster here; measured before the first minibatch. */
    private MatrixLayout layout;

    /**
     * Makes a training with its threads.
     *
     * @param cores the number of shares that the rows are split into, at least 1
     * @param backward the step that computes the gradients
     */
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
     * @param dataset the text
     * @param vocabulary the characters and their indices
     * @param learningRate η
     * @param numEpochs the number of epochs
     * @param manager the parent manager of all arrays that training makes; it stays open
     * @param monitor is called after every epoch
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
     * @param learningRate η of plain stochastic gradient descent
     * @param sampling whether a minibatch continues where the previous one ended
     * @return perplexity, number of tokens and wall time
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
        if (layout == null) {
            layout = MatrixLayout.fasterFor(parameters.get(1), batchSize / numShares);
        }
        List<Callable<RowsByHand>> tasks = new ArrayList<>();
        for (long i = 0; i < numShares; i++) {
            NDIndex rows = new NDIndex("{}:{}", i * batchSize / numShares, (i + 1) * batchSize / numShares);
            tasks.add(() -> RowsByHand.of(batch, rows, state, parameters, layout, backward));
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
}
