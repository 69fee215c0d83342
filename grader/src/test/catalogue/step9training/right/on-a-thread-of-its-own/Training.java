// style: The epochs and the samples run on another thread, which the caller waits for.
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
        try {
            return CompletableFuture.supplyAsync(() -> {
                Loss loss = Loss.softmaxCrossEntropyLoss();
                EpochResult[] epochs = new EpochResult[numEpochs];
                for (int i = 0; i < numEpochs; i++) {
                    Iterable<Batch> batches = dataset.getData(manager);
                    epochs[i] = EpochTraining.trainEpoch(net, batches, loss, updater, dataset.sampling());
                    monitor.epochFinished(i + 1, epochs[i]);
                }
                return new TrainingResult(List.of(epochs), List.of(
                        Prediction.predict("time traveller", 50, net, vocabulary, manager),
                        Prediction.predict("traveller", 50, net, vocabulary, manager)));
            }).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }
}
