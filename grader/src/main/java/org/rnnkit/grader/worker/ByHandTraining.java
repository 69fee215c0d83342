package org.rnnkit.grader.worker;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
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
 * one engine thread in each of them nobody spins, waiting for a core that somebody else keeps busy.
 */
public final class ByHandTraining implements AutoCloseable {

    private static final double THETA = 1;

    private final int cores;
    private final ExecutorService threads;

    /**
     * Makes the threads.
     *
     * @param cores how many there are to be, at least 1
     */
    public ByHandTraining(int cores) {
        this.cores = cores;
        this.threads = Executors.newFixedThreadPool(cores);
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
        double totalLoss = 0;
        long numTokens = 0;
        try (NDManager owner = net.parameters().get(0).getManager().newSubManager()) {
            NDArray kept = null;
            for (Batch batch : batches) {
                try (batch; NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    Shape shape = batch.getData().get(0).getShape();
                    NDArray state = kept != null ? kept
                            : net.beginState(batch.getManager(), (int) shape.get(0)).singletonOrThrow();
                    List<RowsByHand> shares = spread(batch, state, net.parameters());
                    update(net.parameters(), shares, learningRate);
                    totalLoss += shares.stream().mapToDouble(RowsByHand::loss).sum();
                    numTokens += shape.size();
                    kept = sampling == Sampling.RANDOM ? null : keep(shares, owner);
                }
            }
        }
        return new EpochResult(Math.exp(totalLoss / numTokens), numTokens, (System.nanoTime() - start) / 1e9);
    }

    private List<RowsByHand> spread(Batch batch, NDArray state, NDList parameters) {
        long batchSize = state.getShape().get(0);
        long shares = Math.min(cores, batchSize);
        List<Callable<RowsByHand>> work = new ArrayList<>();
        for (long i = 0; i < shares; i++) {
            long from = i * batchSize / shares;
            long to = (i + 1) * batchSize / shares;
            work.add(() -> RowsByHand.of(batch, state, parameters, from, to));
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

    /** Sums the shares' gradients up, clips them to a norm of 1, and takes the step: p ← p - η min(1, θ / ‖g‖) g. */
    private static void update(NDList parameters, List<RowsByHand> shares, float learningRate) {
        NDList gradients = shares.get(0).gradients();
        double sumOfSquares = 0;
        for (int i = 0; i < gradients.size(); i++) {
            NDArray gradient = gradients.get(i);
            for (RowsByHand other : shares.subList(1, shares.size())) {
                gradient.addi(other.gradients().get(i));
            }
            sumOfSquares += gradient.square().sum().getFloat();
        }
        double step = learningRate * Math.min(1, THETA / Math.sqrt(sumOfSquares));
        for (int i = 0; i < gradients.size(); i++) {
            parameters.get(i).stopGradient().subi(gradients.get(i).muli(step));
        }
    }

    /** The states of all rows, for the next minibatch; ends the ones kept so far. */
    private static NDArray keep(List<RowsByHand> shares, NDManager owner) {
        NDArray state = NDArrays.concat(new NDList(shares.stream().map(RowsByHand::state).toList()));
        owner.getManagedArrays().forEach(NDArray::close);
        state.attach(owner);
        NDScope.unregister(state);
        return state;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
