package org.rnnkit.step9training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;

/** The stand-in of step 9. No other step trains. */
public final class Training {

    private Training() {}

    /** Refuses to train. */
    public static TrainingResult train(LanguageModel net, SequenceDataset dataset, Vocabulary vocabulary, Updater updater,
            int numEpochs, NDManager manager, TrainingMonitor monitor) {
        throw new IllegalStateException("The stand-in of step 9 computes nothing, because no other step needs it. "
                + "Write your step without it.");
    }
}
