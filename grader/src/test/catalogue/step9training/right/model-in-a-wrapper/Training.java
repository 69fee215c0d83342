// style: Steps 6 and 8 get the model in a wrapper that checks the arguments of its calls.
package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;

public final class Training {

    private Training() {}

    public static TrainingResult train(LanguageModel net, SequenceDataset dataset, Vocabulary vocabulary,
            Updater updater, int numEpochs, NDManager manager, TrainingMonitor monitor) {
        LanguageModel checked = new CheckedModel(net);
        List<EpochResult> epochs = new ArrayList<>();
        for (int epoch = 1; epoch <= numEpochs; epoch++) {
            epochs.add(EpochTraining.trainEpoch(checked, dataset.getData(manager), Loss.softmaxCrossEntropyLoss(),
                    updater, dataset.sampling()));
            monitor.epochFinished(epoch, epochs.get(epoch - 1));
        }
        return new TrainingResult(epochs, List.of(
                Prediction.predict("time traveller", 50, checked, vocabulary, manager),
                Prediction.predict("traveller", 50, checked, vocabulary, manager)));
    }

    private record CheckedModel(LanguageModel net) implements LanguageModel {

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            if (tokens.getShape().dimension() != 2) {
                throw new IllegalArgumentException("tokens must be [batchSize, numSteps], not " + tokens.getShape());
            }
            return net.forward(tokens, state);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return net.beginState(manager, batchSize);
        }

        @Override
        public NDList parameters() {
            return net.parameters();
        }
    }
}
