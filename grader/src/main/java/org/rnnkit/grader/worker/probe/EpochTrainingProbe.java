package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updaters;

/** The probe of step 8: the parameters and the result after an epoch of given minibatches. */
final class EpochTrainingProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        LanguageModel model = RnnModelScratchProbe.model(question, manager);
        EpochResult result = EpochTraining.trainEpoch(model, batches(question, manager),
                Loss.softmaxCrossEntropyLoss(), Updaters.sgd(question.numbers().get("learningRate").floatValue()),
                Sampling.valueOf(question.texts().get("sampling")));
        return new ProbePayload().with("perplexity", result.perplexity()).with("tokens", result.tokens())
                .withAll("parameters", model.parameters());
    }

    private static List<Batch> batches(ProbePayload question, NDManager manager) {
        int count = question.integer("minibatches");
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NDManager owner = manager.newSubManager();
            NDArray tokens = question.array("tokens " + i, owner);
            batches.add(new Batch(owner, new NDList(tokens), new NDList(question.array("labels " + i, owner)),
                    (int) tokens.getShape().get(0), Batchifier.STACK, Batchifier.STACK, i + 1, count));
        }
        return batches;
    }
}
