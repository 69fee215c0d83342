package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDManager;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.toolkit.CharacterVocabulary;

/** The probe of step 6: the text that a given model writes. */
final class PredictionProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        String text = Prediction.predict(question.texts().get("prefix"), question.integer("numPredictions"),
                RnnModelScratchProbe.model(question, manager), CharacterVocabulary.of(question.texts().get("text")), manager);
        return new ProbePayload().with("text", String.valueOf(text));
    }
}
