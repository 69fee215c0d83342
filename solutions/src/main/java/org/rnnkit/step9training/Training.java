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

/** Step 9: the whole training. */
public final class Training {

    private Training() {}

    /**
     * Trains for a number of epochs, then lets the model write two samples: 50 characters after "time traveller"
     * and 50 after "traveller".
     *
     * @param net the model to train
     * @param dataset the text; each epoch takes fresh minibatches from it
     * @param vocabulary up to 5,000 characters and their indices
     * @param updater changes the parameters by their gradients
     * @param numEpochs the number of epochs, up to 500; with zero epochs, the result has samples only
     * @param manager the parent of all temporary arrays; it stays open
     * @param monitor is called after every epoch
     * @return the epochs' results and the two samples
     */
    public static TrainingResult train(LanguageModel net, SequenceDataset dataset, Vocabulary vocabulary,
            Updater updater, int numEpochs, NDManager manager, TrainingMonitor monitor) {
        // <solution>
        Loss loss = Loss.softmaxCrossEntropyLoss();
        List<EpochResult> epochs = new ArrayList<>();
        for (int epoch = 1; epoch <= numEpochs; epoch++) {
            Iterable<Batch> batches = dataset.getData(manager);
            EpochResult result = EpochTraining.trainEpoch(net, batches, loss, updater, dataset.sampling());
            monitor.epochFinished(epoch, result);
            epochs.add(result);
        }
        List<String> samples = List.of(
                Prediction.predict("time traveller", 50, net, vocabulary, manager),
                Prediction.predict("traveller", 50, net, vocabulary, manager));
        return new TrainingResult(epochs, samples);
        // </solution>
    }
}
