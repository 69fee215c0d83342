// style: Step 8 gets the minibatches through an iterable of this class, which counts them.
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Iterator;
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
        List<EpochResult> epochs = new ArrayList<>();
        int[] minibatches = {0};
        for (int epoch = 1; epoch <= numEpochs; epoch++) {
            Iterator<Batch> own = dataset.getData(manager).iterator();
            Iterable<Batch> counted = () -> new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return own.hasNext();
                }

                @Override
                public Batch next() {
                    minibatches[0]++;
                    return own.next();
                }
            };
            EpochResult result = EpochTraining.trainEpoch(net, counted, Loss.softmaxCrossEntropyLoss(), updater,
                    dataset.sampling());
            monitor.epochFinished(epoch, result);
            epochs.add(result);
        }
        List<String> samples = new ArrayList<>();
        for (String prefix : List.of("time traveller", "traveller")) {
            try (NDManager own = NDManager.newBaseManager()) {
                samples.add(Prediction.predict(prefix, 50, net, vocabulary, own));
            }
        }
        return new TrainingResult(epochs, samples);
    }
}
