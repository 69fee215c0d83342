// style: Each epoch's minibatches have a sub-manager, and so have the samples.
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
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
        EpochResult[] results = new EpochResult[numEpochs];
        for (int i = 0; i < numEpochs; i++) {
            try (NDManager scoped = manager.newSubManager()) {
                results[i] = EpochTraining.trainEpoch(net, dataset.getData(scoped),
                        Loss.softmaxCrossEntropyLoss("epoch " + i), updater, dataset.sampling());
            }
            monitor.epochFinished(i + 1, results[i]);
        }
        String[] samples = {"time traveller", "traveller"};
        try (NDManager scoped = manager.newSubManager()) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = Prediction.predict(samples[i], 50, net, vocabulary, scoped);
            }
        }
        return new TrainingResult(Arrays.asList(results), Arrays.asList(samples));
    }
}
