// style: Epochs and samples as streams.
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        Loss loss = new SoftmaxCrossEntropyLoss();
        List<EpochResult> epochs = IntStream.rangeClosed(1, numEpochs).mapToObj(epoch -> {
            EpochResult result = EpochTraining.trainEpoch(
                    net, dataset.getData(manager), loss, updater, dataset.sampling());
            monitor.epochFinished(epoch, result);
            return result;
        }).toList();
        List<String> samples = Stream.of("time traveller", "traveller")
                .map(prefix -> Prediction.predict(prefix, 50, net, vocabulary, manager))
                .toList();
        return new TrainingResult(epochs, samples);
    }
}
