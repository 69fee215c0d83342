package org.rnnkit.grader.worker.probe;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.step9training.Training;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updaters;

/** The probe of step 9: the parameters and the results after a training on a given text. */
final class TrainingProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        String text = question.texts().get("text");
        Vocabulary vocabulary = CharacterVocabulary.of(text);
        SequenceDataset dataset = new SequenceDataset(CharacterVocabulary.indices(vocabulary, text),
                question.integer("batchSize"), question.integer("numSteps"),
                Sampling.valueOf(question.texts().get("sampling")), question.integer("seed"));
        LanguageModel model = RnnModelScratchProbe.model(question, manager);
        List<Integer> told = new ArrayList<>();
        TrainingResult result = Training.train(model, dataset, vocabulary,
                Updaters.sgd(question.numbers().get("learningRate").floatValue()), question.integer("epochs"), manager,
                (epoch, ofEpoch) -> told.add(epoch));
        ProbePayload answer = new ProbePayload().withAll("parameters", model.parameters())
                .with("told", told.toString()).with("epochs", result.epochs().size())
                .with("samples", result.samples().size());
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
