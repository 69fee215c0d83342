// style: A while loop, helpers for epoch and sample, the executor's getData.
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
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
        List<EpochResult> epochs = new ArrayList<>(numEpochs);
        while (epochs.size() < numEpochs) {
            epochs.add(epoch(net, dataset, updater, manager));
            monitor.epochFinished(epochs.size(), epochs.get(epochs.size() - 1));
        }
        String first = sample("time traveller", net, vocabulary, manager);
        String second = sample("traveller", net, vocabulary, manager);
        return new TrainingResult(epochs, List.of(first, second));
    }

    private static EpochResult epoch(LanguageModel net, SequenceDataset dataset, Updater updater,
            NDManager manager) {
        var batches = dataset.getData(manager, null);
        return EpochTraining.trainEpoch(net, batches, Loss.softmaxCrossEntropyLoss(), updater,
                dataset.sampling());
    }

    private static String sample(String prefix, LanguageModel net, Vocabulary vocabulary, NDManager manager) {
        return Prediction.predict(prefix, 50, net, vocabulary, manager);
    }
}
