package org.rnnkit.grader.worker.training;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.BiConsumer;
import org.rnnkit.grader.worker.training.TrainingAnswer.EpochTrace;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.Updater;

/**
 * A recorder that measures a training without the steps' help. It reads the gradients before each update and is called after
 * each epoch. If a measurement fails, it is left out, and the steps do not notice.
 *
 * <p>Only {@link #watchedModel} can measure the norm before clipping. A grading trains the plain model, so it has no norms.
 *
 * <p>The cost at the chapter's size on a CPU: 1 % of an epoch's processor time, measured in turns with and without the
 * recorder (0.305 s and 0.303 s), and 12 ms for each sample, which is 0.1 % of 500 epochs.
 */
final class EpochRecorder implements TrainingMonitor {

    private static final String PREFIX = "time traveller";
    static final int SAMPLE = 50;
    /** Clipped gradients have the norm 1, with a rounding error in float32 below 1e-5 for the sum of their squares. */
    private static final double CLIPPED = 1 - 1e-4;

    private final LanguageModel net;
    private final Vocabulary vocabulary;
    private final NDManager manager;
    private final TrainingMonitor monitor;
    private final int numEpochs;
    private final BiConsumer<Integer, String> samples;
    private final long sampleNanos;
    private final List<EpochTrace> traces = new ArrayList<>();
    private DoubleSummaryStatistics norms = new DoubleSummaryStatistics();
    private DoubleSummaryStatistics clipped = new DoubleSummaryStatistics();
    private double norm;
    private int nextSample = 1;
    private long lastSample = System.nanoTime();

    /**
     * Makes a recorder.
     *
     * @param samples receives each text that the model writes, with the epoch
     * @param sampleNanos the time after which the model writes a text between those that are recorded
     */
    EpochRecorder(LanguageModel net, Vocabulary vocabulary, NDManager manager, TrainingMonitor monitor, int numEpochs,
            BiConsumer<Integer, String> samples, long sampleNanos) {
        this.net = net;
        this.vocabulary = vocabulary;
        this.manager = manager;
        this.monitor = monitor;
        this.numEpochs = numEpochs;
        this.samples = samples;
        this.sampleNanos = sampleNanos;
    }

    List<EpochTrace> traces() {
        return traces;
    }

    /** Wraps an updater, to read the gradients before each update. */
    Updater watchedUpdater(Updater updater) {
        return parameters -> {
            endMinibatch(parameters);
            updater.update(parameters);
        };
    }

    /**
     * Wraps the model, to read the gradients whenever the steps ask for the parameters. Between two updates they ask once
     * before clipping and once before the update, so the largest norm is the one before clipping.
     */
    LanguageModel watchedModel() {
        return new WrappedModel(net) {
            @Override
            public NDList parameters() {
                NDList parameters = super.parameters();
                norm = Math.max(norm, norm(parameters));
                return parameters;
            }
        };
    }

    /** Returns the norm of all gradients together; 0 if they can't be read. */
    static double norm(NDList parameters) {
        double sumOfSquares = 0;
        try {
            for (NDArray parameter : parameters) {
                if (parameter.hasGradient()) {
                    try (NDArray gradient = parameter.getGradient(); NDArray length = gradient.norm()) {
                        sumOfSquares += Math.pow(length.getFloat(), 2);
                    }
                }
            }
        } catch (RuntimeException unreadable) {
            return 0;
        }
        return Math.sqrt(sumOfSquares);
    }

    private void endMinibatch(NDList parameters) {
        if (norm > 0) {
            norms.accept(norm);
        }
        clipped.accept((norm > 0 ? norm : norm(parameters)) >= CLIPPED ? 1 : 0);
        norm = 0;
    }

    /**
     * Records an epoch. The texts after epochs 1, 2, 3, 4, 6, 9, 13 and so on, and after the last one, are recorded, too: a
     * model changes fastest in the first epochs.
     */
    @Override
    public void epochFinished(int epoch, EpochResult result) {
        monitor.epochFinished(epoch, result);
        if (traces.size() < numEpochs) {
            boolean recorded = epoch >= nextSample || epoch == numEpochs;
            String sample = recorded || System.nanoTime() - lastSample >= sampleNanos ? sample() : null;
            nextSample = recorded ? Math.max(epoch + 1, epoch * 3 / 2) : nextSample;
            traces.add(new EpochTrace(norms.getCount() == 0 ? Double.NaN : norms.getAverage(), norms.getMax(),
                    clipped.getCount() == 0 ? Double.NaN : clipped.getAverage(), recorded ? sample : null));
            if (sample != null) {
                lastSample = System.nanoTime();
                samples.accept(epoch, sample);
            }
        }
        norms = new DoubleSummaryStatistics();
        clipped = new DoubleSummaryStatistics();
    }

    /** Lets the model write a text; null if its prediction fails. */
    private String sample() {
        try {
            return Prediction.predict(PREFIX, SAMPLE, net, vocabulary, manager);
        } catch (RuntimeException | Error failed) {
            return null;
        }
    }

    /**
     * A watch over a model's parameters. A right training changes them only through the updater that the kit gives it, with
     * gradients that step 7 has clipped. The watch keeps the values after each update, and compares them before the next one.
     *
     * <p>The cost at the chapter's size on a CPU: 1.2 % of an epoch's processor time.
     */
    static final class ParameterWatch {

        private final NDList parameters;
        private final double largestFirstValue;
        private float[][] values;
        private long updates;
        private long otherChanges;
        private double largestNorm;

        /** Starts to watch arrays, before the training. */
        ParameterWatch(NDList parameters) {
            this.parameters = new NDList(parameters);
            this.values = values();
            this.largestFirstValue = largest(values);
        }

        /**
         * Wraps an updater. Each update applies to the watched arrays and not to those that the steps hand over, because a list
         * made by the steps could run their code in the middle of an update.
         */
        Updater watchedUpdater(Updater updater) {
            return handedOver -> {
                compare();
                largestNorm = Math.max(largestNorm, norm(parameters));
                updater.update(parameters);
                updates++;
                values = values();
            };
        }

        /** Returns the watched arrays. */
        NDList parameters() {
            return parameters;
        }

        /** Returns what has been seen, after the training. */
        TrainingAnswer.Observations observations(double minibatchSeconds) {
            compare();
            return new TrainingAnswer.Observations(updates, otherChanges, largestNorm, largestFirstValue, minibatchSeconds);
        }

        private void compare() {
            if (!Arrays.deepEquals(values, values())) {
                otherChanges++;
            }
        }

        private float[][] values() {
            return parameters.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
        }

        private static double largest(float[][] arrays) {
            double largest = 0;
            for (float[] array : arrays) {
                for (float value : array) {
                    largest = Math.max(largest, Math.abs(value));
                }
            }
            return largest;
        }
    }

    /**
     * A timer for one minibatch, forward and backward, with the steps' model but without steps 7 to 9. It measures about ten
     * times, spread over the training, so that a busy machine slows both down alike. It leaves the parameters as they are.
     */
    static final class MinibatchTimer {

        private static final int MEASUREMENTS = 10;

        private final LanguageModel net;
        private final SequenceDataset dataset;
        private final NDManager manager;
        private final int every;
        private final List<Double> seconds = new ArrayList<>();

        /** Makes a timer. The dataset is not the one that the steps get, which would give them other minibatches then. */
        MinibatchTimer(LanguageModel net, SequenceDataset dataset, NDManager manager, int numEpochs) {
            this.net = net;
            this.dataset = dataset;
            this.manager = manager;
            this.every = Math.max(1, numEpochs / MEASUREMENTS);
        }

        /** Measures after some of the epochs. If a measurement fails, it is left out. */
        void epochFinished(int epoch) {
            if (epoch % every == 0 && seconds.size() <= 2 * MEASUREMENTS) {
                try {
                    seconds.add(measure());
                } catch (RuntimeException | Error failed) {
                    // The steps must not notice.
                }
            }
        }

        /** Returns the median; NaN without measurements. */
        double median() {
            Collections.sort(seconds);
            return seconds.isEmpty() ? Double.NaN : seconds.get(seconds.size() / 2);
        }

        private double measure() {
            long start = System.nanoTime();
            NDScope arrays = new NDScope();
            NDManager owner = manager.newSubManager();
            try {
                arrays.suppressNotUsedWarning();
                forwardAndBackward(dataset.getData(owner).iterator().next(), owner);
                // A GPU has finished when a number has come back from it.
                net.parameters().get(0).getGradient().norm().getFloat();
            } finally {
                owner.close();
                arrays.close();
            }
            return (System.nanoTime() - start) / 1e9;
        }

        private void forwardAndBackward(Batch batch, NDManager owner) {
            NDArray tokens = batch.getData().singletonOrThrow();
            NDList labels = new NDList(batch.getLabels().singletonOrThrow().transpose().flatten());
            NDList begin = net.beginState(owner, (int) tokens.getShape().get(0));
            Loss crossEntropy = Loss.softmaxCrossEntropyLoss();
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDList logits = new NDList(net.forward(tokens, begin).logits());
                collector.backward(crossEntropy.evaluate(labels, logits));
            }
            net.parameters().stream().map(NDArray::getGradient).forEach(gradient -> gradient.subi(gradient));
        }
    }
}
