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
 * Trains without a gradient collector, by step 12. The rows of a minibatch are spread over cores, a Java thread each: with
 * one engine thread in each of them nobody spins, waiting for a core that somebody else keeps busy. Losses and norms stay on
 * the device: an epoch's only figure is read back when the epoch ends.
 */
public final class ByHandTraining implements AutoCloseable {

    private static final float THETA = 1;

    private final int cores;
    private final ExecutorService threads;

    /**
     * Makes the threads.
     *
     * @param cores into how many shares the rows are cut, at least 1
     */
    public ByHandTraining(int cores) {
        this.cores = cores;
        this.threads = Executors.newFixedThreadPool(cores);
    }

    /** Makes as many as there is use for: a GPU is one core that can do it all. */
    static ByHandTraining on(Device device) {
        return new ByHandTraining(device.isGpu() ? 1 : Runtime.getRuntime().availableProcessors());
    }

    int cores() {
        return cores;
    }

    /**
     * Trains as step 9 does, with plain stochastic gradient descent.
     *
     * @param net the model, with step 2's parameters
     * @param dataset the text
     * @param vocabulary characters and their indices
     * @param learningRate η
     * @param numEpochs the number of epochs
     * @param manager the parent of what is made on the way; it stays open
     * @param monitor is told of every epoch when it is over
     * @return the epochs' results and two samples
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
     * @param batches minibatches of tokens and labels, each one [batchSize, numSteps] array; each is closed when it is
     *     done with
     * @param learningRate η of plain stochastic gradient descent
     * @param sampling whether a minibatch goes on where the one before ended
     * @return perplexity, number of tokens and wall time
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

    /** Takes one step, and puts the state after the minibatch in the place of the one before it. */
    private NDArray trainBatch(LanguageModel net, Batch batch, NDArray state, float learningRate) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<RowsByHand> shares = spread(batch, state, net.parameters());
            update(net.parameters(), sum(shares), learningRate);
            shares.forEach(share -> state.set(share.rows(), share.state()));
            return shares.stream().map(RowsByHand::loss).reduce(NDArray::addi).orElseThrow();
        }
    }

    /** All rows, there and back, each core with its share; what one of them throws comes out when all have ended. */
    private List<RowsByHand> spread(Batch batch, NDArray state, NDList parameters) {
        long batchSize = state.getShape().get(0);
        long shares = Math.min(cores, batchSize);
        List<Callable<RowsByHand>> work = new ArrayList<>();
        for (long i = 0; i < shares; i++) {
            NDIndex rows = new NDIndex("{}:{}", i * batchSize / shares, (i + 1) * batchSize / shares);
            work.add(() -> RowsByHand.of(batch, rows, state, parameters));
        }
        List<RowsByHand> done = new ArrayList<>();
        try {
            for (Future<RowsByHand> share : threads.invokeAll(work)) {
                done.add(share.get());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("training was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        return done;
    }

    /** The minibatch's gradients: those of the first share, which has the others' in it then. */
    private static NDList sum(List<RowsByHand> shares) {
        NDList gradients = shares.get(0).gradients();
        for (RowsByHand other : shares.subList(1, shares.size())) {
            for (int i = 0; i < gradients.size(); i++) {
                gradients.get(i).addi(other.gradients().get(i));
            }
        }
        return gradients;
    }

    /** Clips to a norm of θ and takes the step: p ← p - η min(1, θ / ‖g‖) g. */
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
