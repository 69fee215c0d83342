// style: The minibatches of all epochs are drawn before the first epoch; the loss is a constant.
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;

public final class Training {

    private static final Loss LOSS = Loss.softmaxCrossEntropyLoss();

    private Training() {}

    public static TrainingResult train(LanguageModel net, SequenceDataset dataset, Vocabulary vocabulary,
            Updater updater, int numEpochs, NDManager manager, TrainingMonitor monitor) {
        List<Iterable<Batch>> cuts = new ArrayList<>();
        while (cuts.size() < numEpochs) {
            cuts.add(dataset.getData(manager));
        }
        Map<Integer, EpochResult> results = new TreeMap<>();
        cuts.forEach(batches -> {
            int epoch = results.size() + 1;
            results.put(epoch, EpochTraining.trainEpoch(net, batches, LOSS, updater, dataset.sampling()));
            monitor.epochFinished(epoch, results.get(epoch));
        });
        String second = Prediction.predict("traveller", 50, net, vocabulary, manager);
        String first = Prediction.predict("time traveller", 50, net, vocabulary, manager);
        return new TrainingResult(List.copyOf(results.values()), List.of(first, second));
    }
}
