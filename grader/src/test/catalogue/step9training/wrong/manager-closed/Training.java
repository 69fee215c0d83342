// slip: The manager given is closed at the end; it belongs to the caller.
// message: train closed the manager that it was given; it belongs to the caller
// counts: named
// results: right
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
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
        Loss loss = Loss.softmaxCrossEntropyLoss();
        List<EpochResult> epochs = new ArrayList<>();
        for (int epoch = 1; epoch <= numEpochs; epoch++) {
            Iterable<Batch> batches = dataset.getData(manager);
            EpochResult result = EpochTraining.trainEpoch(net, batches, loss, updater, dataset.sampling());
            monitor.epochFinished(epoch, result);
            epochs.add(result);
        }
        List<String> samples = new ArrayList<>();
        samples.add(Prediction.predict("time traveller", 50, net, vocabulary, manager));
        samples.add(Prediction.predict("traveller", 50, net, vocabulary, manager));
        manager.close();
        return new TrainingResult(epochs, samples);
    }
}
