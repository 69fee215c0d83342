// style: The loop counts the epochs that are left; updater and monitor are called through lambdas.
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.LinkedList;
import java.util.List;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;

public final class Training {

    private Training() {}

    public static TrainingResult train(LanguageModel net, SequenceDataset dataset, Vocabulary vocabulary,
            Updater updater, int numEpochs, NDManager manager, TrainingMonitor monitor) {
        List<EpochResult> epochs = new LinkedList<>();
        List<String> samples = new LinkedList<>();
        for (int left = numEpochs; left > 0; left--) {
            EpochResult own = EpochTraining.trainEpoch(net, dataset.getData(manager), new SoftmaxCrossEntropyLoss("nats"),
                    parameters -> updater.update(parameters), dataset.sampling());
            EpochResult copy = new EpochResult(own.perplexity(), own.tokens(), own.seconds());
            epochs.add(copy);
            monitor.epochFinished(numEpochs - left + 1, copy);
        }
        for (String prefix = "time traveller"; !prefix.isEmpty(); prefix = prefix.startsWith("time ") ? prefix.substring(5) : "") {
            samples.add(Prediction.predict(prefix, 50, net, vocabulary, manager));
        }
        return new TrainingResult(epochs, samples);
    }
}
