package org.rnnkit.grader.worker;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.TrainingMonitor;

/**
 * Watches a training from outside: it stands in for the model, and is told of the epochs. Between two minibatches the
 * parameters are asked for to be clipped and to be updated; the larger of the norms seen then is that before clipping.
 */
final class Recorder implements LanguageModel, TrainingMonitor {

    private static final String PREFIX = "time traveller";
    private static final int SAMPLE = 50;

    private final LanguageModel net;
    private final Vocabulary vocabulary;
    private final NDManager manager;
    private final TrainingMonitor monitor;
    private final int numEpochs;
    private final List<EpochTrace> traces = new ArrayList<>();
    private final List<Double> norms = new ArrayList<>();
    private double norm;
    private int nextSample = 1;

    Recorder(LanguageModel net, Vocabulary vocabulary, NDManager manager, TrainingMonitor monitor, int numEpochs) {
        this.net = net;
        this.vocabulary = vocabulary;
        this.manager = manager;
        this.monitor = monitor;
        this.numEpochs = numEpochs;
    }

    List<EpochTrace> traces() {
        return traces;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        endMinibatch();
        return net.forward(tokens, state);
    }

    @Override
    public NDList beginState(NDManager owner, int batchSize) {
        return net.beginState(owner, batchSize);
    }

    @Override
    public NDList parameters() {
        NDList parameters = net.parameters();
        norm = Math.max(norm, norm(parameters));
        return parameters;
    }

    private static double norm(NDList parameters) {
        double sumOfSquares = 0;
        for (NDArray parameter : parameters) {
            if (parameter.hasGradient()) {
                try (NDArray gradient = parameter.getGradient()) {
                    for (double value : gradient.toFloatArray()) {
                        sumOfSquares += value * value;
                    }
                }
            }
        }
        return Math.sqrt(sumOfSquares);
    }

    private void endMinibatch() {
        if (norm > 0) {
            norms.add(norm);
        }
        norm = 0;
    }

    @Override
    public void epochFinished(int epoch, EpochResult result) {
        monitor.epochFinished(epoch, result);
        endMinibatch();
        DoubleStream above = norms.stream().mapToDouble(Double::doubleValue).filter(value -> value > 1);
        traces.add(new EpochTrace(norms.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN),
                norms.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN),
                norms.isEmpty() ? 0 : above.count() / (double) norms.size(), sample(epoch)));
        norms.clear();
    }

    /** Early on a model changes fast: epochs 1, 2, 3, 5, 8, 12, 18 and so on, and the last. */
    private String sample(int epoch) {
        if (epoch < nextSample && epoch != numEpochs) {
            return null;
        }
        nextSample = Math.max(epoch + 1, epoch * 3 / 2);
        String text = Prediction.predict(PREFIX, SAMPLE, net, vocabulary, manager);
        endMinibatch();
        return text;
    }
}
