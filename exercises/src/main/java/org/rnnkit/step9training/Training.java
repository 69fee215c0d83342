package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;
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
        // TODO step 9: replace this line and the next by your code.
        throw new NotImplementedYet(Training.class);
    }
}
