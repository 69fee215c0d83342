package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.rnnkit.toolkit.LanguageModel;

/** The stand-in of step 10. No other step draws characters. */
public final class TemperatureSampling {

    private TemperatureSampling() {}

    /** Refuses to write. */
    public static String sample(String prefix, int numPredictions, float temperature, LanguageModel net,
            Vocabulary vocabulary, NDManager manager, Random random) {
        throw new IllegalStateException("The stand-in of step 10 computes nothing, because no other step needs it. "
                + "Write your step without it.");
    }
}
