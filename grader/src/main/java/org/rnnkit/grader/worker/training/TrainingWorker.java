package org.rnnkit.grader.worker.training;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.FailureSource;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerCall;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step9training.Training;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.DeviceChoice;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SavedModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/**
 * The worker process that trains with a student's nine steps. It sends an {@link EpochProgress} for each epoch, for each
 * measurement on the text held out and for each sample.
 */
public final class TrainingWorker {

    /** A training that somebody watches writes a text about as often, as long as its epochs are short. */
    private static final long LIVE_NANOS = 1_500_000_000L;

    private final TrainingRequest request;
    private final TrainingSetup setup;
    private final WorkerCall call;

    private TrainingWorker(TrainingRequest request, WorkerCall call) {
        this.request = request;
        this.setup = request.setup();
        this.call = call;
    }

    /** Trains as the grader asks, and answers with a {@link TrainingAnswer}. */
    public static void main(String[] args) throws IOException {
        WorkerMain.open().serve(TrainingRequest.class, (request, call) -> new TrainingWorker(request, call).answer());
    }

    private TrainingAnswer answer() throws IOException {
        DeviceChoice choice;
        try {
            EngineSettings.apply(setup.engine().threads());
            Engine.getInstance().setRandomSeed(setup.settings().seed());
            choice = DeviceChoice.of(setup.engine().device());
        } catch (IllegalArgumentException e) {
            return TrainingAnswer.failed(FailureSource.USER, e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            return TrainingAnswer.failed(FailureSource.MACHINE, "The engine does not start: " + e);
        }
        if (!choice.note().isEmpty()) {
            call.progress(EpochProgress.ofNote(choice.note()));
        }
        call.begun();
        String text = Files.readString(Path.of(request.textFile()));
        try (NDManager manager = NDManager.newBaseManager(choice.device())) {
            return train(text, manager);
        } catch (OutOfMemoryError e) {
            return TrainingAnswer.failed(FailureSource.STEPS, "ran out of memory");
        } catch (RuntimeException | Error e) {
            return TrainingAnswer.failed(FailureSource.STEPS, ThrowableMessages.ofSteps(e));
        }
    }

    private TrainingAnswer train(String text, NDManager manager) {
        Hyperparameters settings = setup.settings();
        SavedModel earlier = setup.continued() == null ? null : SavedModel.load(Path.of(setup.continued()), manager);
        Vocabulary vocabulary = earlier == null ? CharacterVocabulary.of(text) : earlier.vocabulary();
        int begun = earlier == null ? 0 : earlier.epochs();
        int[] all = CharacterVocabulary.indices(vocabulary, text);
        int[] tokens = Arrays.copyOf(all, Math.min(settings.tokens(), all.length));
        LanguageModel net = ModelFactory.newModel(setup.model(), manager, (int) vocabulary.size(), settings.numHiddens());
        if (earlier != null) {
            ModelFactory.copy(earlier.parameters(), net.parameters());
        }
        List<EpochResult> finished = new ArrayList<>();
        TrainingMonitor monitor = (epoch, epochResult) -> {
            finished.add(epochResult);
            call.progress(EpochProgress.ofEpoch(epoch, epochResult));
        };
        boolean isGraded = request.saveTo() == null;
        EpochRecorder recorder = new EpochRecorder(net, vocabulary, manager, monitor, settings.epochs(),
                isGraded ? HeldOutText.NONE : HeldOutText.after(tokens.length, all),
                call::progress, isGraded ? Long.MAX_VALUE : LIVE_NANOS);
        if (isGraded) {
            return trainGraded(net, tokens, vocabulary, recorder, manager);
        }
        TrainingMonitor untilStopped = (epoch, epochResult) -> {
            recorder.epochFinished(epoch, epochResult);
            if (Files.exists(Path.of(request.stopFile()))) {
                throw new StoppedByUser();
            }
        };
        TrainingResult result;
        try {
            SequenceDataset dataset = dataset(tokens, begun);
            result = setup.byHand() != null ? trainByHand(net, dataset, vocabulary, manager, untilStopped)
                    : Training.train(recorder.watchedModel(), dataset, vocabulary, recorder.watchedUpdater(sgd()),
                            settings.epochs(), manager, untilStopped);
        } catch (StoppedByUser stopped) {
            result = new TrainingResult(finished, Stream.of("time traveller", "traveller")
                    .map(prefix -> Prediction.predict(prefix, EpochRecorder.SAMPLE, net, vocabulary, manager)).toList());
        }
        SavedModel saved = new SavedModel(net.parameters(), vocabulary, settings.numHiddens(), result.perplexity(),
                begun + result.epochs().size(), request.textSource());
        try {
            saved.save(Path.of(request.saveTo()));
        } catch (UncheckedIOException e) {
            return TrainingAnswer.failed(FailureSource.MACHINE, e.getMessage());
        }
        return answer(result, manager, null, recorder.traces(),
                Excerpt.read(text, settings.numHiddens(), net, vocabulary, manager));
    }

    /** Trains in a grading: the steps get the plain model. */
    private TrainingAnswer trainGraded(LanguageModel net, int[] tokens, Vocabulary vocabulary, EpochRecorder recorder,
            NDManager manager) {
        int numEpochs = setup.settings().epochs();
        TrainingResult result = Training.train(net, dataset(tokens, 0), vocabulary, recorder.watchedUpdater(sgd()), numEpochs,
                manager, recorder);
        return answer(result, manager, net.parameters().stream().map(Tensor::of).toList(), recorder.traces(), null);
    }

    /** Makes the text's minibatches, which differ from those of the epochs before. */
    private SequenceDataset dataset(int[] tokens, int epochsBefore) {
        Hyperparameters settings = setup.settings();
        return new SequenceDataset(tokens, settings.batchSize(), settings.numSteps(), settings.sampling(),
                settings.seed() + epochsBefore);
    }

    private Updater sgd() {
        return Updaters.sgd(setup.settings().learningRate());
    }

    private TrainingResult trainByHand(LanguageModel net, SequenceDataset dataset, Vocabulary vocabulary, NDManager manager,
            TrainingMonitor monitor) {
        try (ByHandTraining training = ByHandTraining.forDevice(manager.getDevice(),
                GradientsByHand.of(setup.byHand()))) {
            return training.train(net, dataset, vocabulary, setup.settings().learningRate(), setup.settings().epochs(),
                    manager, monitor);
        }
    }

    private static TrainingAnswer answer(TrainingResult result, NDManager manager, List<Tensor> parameters,
            List<EpochTrace> traces, Excerpt excerpt) {
        return new TrainingAnswer(result.epochs(), result.samples(), manager.getDevice().getDeviceType(), parameters,
                traces, excerpt, null);
    }

    /** Ends a training after an epoch. It passes through the steps' code. */
    private static final class StoppedByUser extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
