package org.rnnkit.grader.worker.probe;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;

/** The probe of step 6: the text that a network writes, or a model that shows each token that it has read. */
final class PredictionProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        Vocabulary vocabulary = CharacterVocabulary.of(given.text("text"));
        if (given.has("choices")) {
            HashModel model = new HashModel((int) vocabulary.size(), given.integer("choices"), given.integer("least"));
            NDManager owner = given.owner("the manager given");
            String text = given.call(() -> predict(given, model, vocabulary, owner));
            // A second time, because no state of the first call may be left.
            return new ProbePayload().with("text", text).with("second text", predict(given, model, vocabulary, owner))
                    .with("open", model.open());
        }
        return new ProbePayload().with("text", predict(given, new ProbeNetwork(given.parameters(ProbePayload.PARAMETERS)),
                vocabulary, given.manager()));
    }

    private static String predict(Arguments given, LanguageModel model, Vocabulary vocabulary, NDManager manager) {
        return String.valueOf(Prediction.predict(given.text("prefix"), given.integer("numPredictions"), model, vocabulary,
                manager));
    }
}
