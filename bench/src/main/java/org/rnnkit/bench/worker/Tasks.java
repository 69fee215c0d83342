package org.rnnkit.bench.worker;

import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import org.rnnkit.grader.worker.training.ByHandTraining;
import org.rnnkit.grader.worker.training.GradientsByHand;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** The tasks that can be measured, by name. */
final class Tasks {

    private static final Sampling SAMPLING = Sampling.SEQUENTIAL;
    private static final float LEARNING_RATE = 1;

    private Tasks() {}

    /** Makes the task that a request names. */
    static Task of(Request request, int[] tokens, NDManager manager) {
        Sizes sizes = request.sizes();
        SequenceDataset dataset = new SequenceDataset(tokens, sizes.batchSize(), sizes.numSteps(), SAMPLING, request.seed());
        return switch (request.what()) {
            case Request.REFERENCE -> training(fromScratch(request, manager), dataset, manager);
            case Request.BY_HAND -> byHand(fromScratch(request, manager), dataset, manager, request.threads());
            case Request.CONCISE -> training(new ConciseRnnModel(manager, request.vocabSize(), sizes.hidden()), dataset,
                    manager);
            case Request.PRODUCTS -> new Products(manager, sizes, request.vocabSize(), request.threads());
            case Request.READING -> over -> read(new UntilOver(dataset.getData(manager), over));
            default -> throw new IllegalArgumentException("There is no task \"" + request.what() + "\".");
        };
    }

    private static LanguageModel fromScratch(Request request, NDManager manager) {
        return new RnnModelScratch(manager, request.vocabSize(), request.sizes().hidden(), RnnParameters::initialize,
                HiddenState::initialize, RnnForward::forward);
    }

    private static Task training(LanguageModel net, SequenceDataset dataset, NDManager manager) {
        Loss loss = Loss.softmaxCrossEntropyLoss();
        Updater updater = Updaters.sgd(LEARNING_RATE);
        return over -> EpochTraining.trainEpoch(net, new UntilOver(dataset.getData(manager), over), loss, updater, SAMPLING);
    }

    /** Makes the task of training by hand. Its Java threads end with the process. */
    private static Task byHand(LanguageModel net, SequenceDataset dataset, NDManager manager, int threads) {
        ByHandTraining training = new ByHandTraining(threads,
                GradientsByHand.of(Steps.usedBy(GradientsByHand.COMMAND).orElseThrow().fullName()));
        return over -> training.trainEpoch(net, new UntilOver(dataset.getData(manager), over), LEARNING_RATE, SAMPLING);
    }

    private static EpochResult read(Iterable<Batch> batches) {
        long tokens = 0;
        for (Batch batch : batches) {
            try (batch) {
                tokens += batch.getData().singletonOrThrow().size();
            }
        }
        return new EpochResult(Double.NaN, tokens, Double.NaN);
    }
}
