package org.rnnkit.grader.worker.probe;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.step9training.Training;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingResult;

/** The probe of step 9: the parameters and the results after a training on a given text, and what the monitor saw. */
final class TrainingProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        String text = given.text("text");
        Vocabulary vocabulary = CharacterVocabulary.of(text);
        SequenceDataset dataset = new SequenceDataset(CharacterVocabulary.indices(vocabulary, text),
                given.integer("batchSize"), given.integer("numSteps"),
                Sampling.valueOf(given.text("sampling")), given.integer("seed"));
        LanguageModel model = new ProbeNetwork(given.freeParameters(given.manager()));
        CountingUpdater updater = new CountingUpdater(model, given.number("learningRate"));
        NDManager manager = given.manager().newSubManager();
        List<String> told = new ArrayList<>();
        List<EpochResult> toldResults = new ArrayList<>();
        List<Integer> arrays = new ArrayList<>();
        TrainingResult result = Training.train(model, dataset, vocabulary, updater, given.integer("epochs"), manager,
                (epoch, ofEpoch) -> {
                    told.add(epoch + " after " + updater.updates() + " updates");
                    toldResults.add(ofEpoch);
                    arrays.add(manager.getManagedArrays().size());
                });
        ProbePayload answer = new ProbePayload().withAll("parameters", model.parameters())
                .with("told", told.toString()).with("epochs", result.epochs().size())
                .with("samples", result.samples().size())
                .withFact("the monitor gets the results that are returned", toldResults.equals(result.epochs()))
                .withFact("the manager given stays open", manager.isOpen())
                // What is made once, in the first epoch, may stay.
                .withFact("the number of arrays on the manager given does not grow from epoch to epoch",
                        arrays.size() < 3 || arrays.get(arrays.size() - 1) <= arrays.get(1));
        for (int i = 0; i < result.epochs().size(); i++) {
            answer.with("perplexity " + i, result.epochs().get(i).perplexity());
            answer.with("tokens " + i, result.epochs().get(i).tokens());
        }
        for (int i = 0; i < result.samples().size(); i++) {
            answer.with("sample " + i, String.valueOf(result.samples().get(i)));
        }
        return answer;
    }
}
