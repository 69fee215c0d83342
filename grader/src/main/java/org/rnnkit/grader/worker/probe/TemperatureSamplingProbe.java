package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.rnnkit.step10sampling.TemperatureSampling;
import org.rnnkit.toolkit.CharacterVocabulary;

/** The probe of step 10: the random text that a given model writes. */
final class TemperatureSamplingProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        String text = TemperatureSampling.sample(question.texts().get("prefix"), question.integer("numPredictions"),
                question.numbers().get("temperature").floatValue(), RnnModelScratchProbe.model(question, manager),
                CharacterVocabulary.of(question.texts().get("text")), manager, new Random(question.integer("seed")));
        return new ProbePayload().with("text", String.valueOf(text));
    }
}
