package org.rnnkit.learner.memory.worker;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerFailure.Source;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.learner.memory.worker.ModelReading.SmallTrainingResult;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.SavedModel;
import org.rnnkit.toolkit.SavedModel.ModelException;

/** The process that trains small models and lets them read. It prints a line after each epoch. */
public final class MemoryWorker {

    private static final int SEED = 1;

    private final MemoryRequest request;
    private final String text;
    private final Vocabulary vocabulary;
    private final int[] training;
    private final String window;
    private final Runnable epochFinished;
    private final List<ModelReading> readings = new ArrayList<>();

    /** Prepares the work on a text. */
    MemoryWorker(MemoryRequest request, String text, Runnable epochFinished) {
        this.request = request;
        this.text = text;
        this.epochFinished = epochFinished;
        vocabulary = CharacterVocabulary.of(text);
        training = CharacterVocabulary.indices(vocabulary, text.substring(0, request.trainingLength()));
        window = text.substring(request.windowStart(), request.windowStart() + request.windowLength());
    }

    /**
     * Trains and measures.
     *
     * @param args none
     * @throws Exception if the request can't be read or the result can't be sent
     */
    public static void main(String[] args) throws Exception {
        PrintStream progress = System.out;
        System.setOut(System.err);
        WorkerMain.run(worker -> worker.serve(MemoryRequest.class, exchange -> outcome(exchange, progress)));
    }

    private static MemoryOutcome outcome(Exchange<MemoryRequest> exchange, PrintStream progress) throws IOException {
        Optional<WorkerFailure> failure = WorkerMain.startEngine();
        if (failure.isPresent()) {
            return MemoryOutcome.failed(failure.get());
        }
        exchange.ready();
        String text = Files.readString(Path.of(exchange.request().textFile()));
        try {
            return new MemoryWorker(exchange.request(), text, () -> {
                progress.println();
                progress.flush();
            }).outcome();
        } catch (RuntimeException | Error e) {
            return MemoryOutcome.failed(new WorkerFailure(Source.STEPS, ThrowableMessages.ofSteps(e)));
        }
    }

    MemoryOutcome outcome() {
        read(RecurrentCell.RNN, MemoryModel.RNN_NEW, MemoryModel.RNN_CLIPPED, MemoryModel.RNN_UNCLIPPED);
        read(RecurrentCell.gru(request.gruClass()), MemoryModel.GRU_NEW, MemoryModel.GRU_CLIPPED, MemoryModel.GRU_UNCLIPPED);
        String remark = request.savedModel() == null ? null : readSaved();
        int end = request.windowStart() + window.length();
        return new MemoryOutcome(text.substring(request.windowStart(), Math.min(text.length(), end + 1)),
                (int) vocabulary.size(), readings, remark, null);
    }

    /** Reads with three models of one kind. All begin with the same parameters. */
    private void read(RecurrentCell cell, MemoryModel... models) {
        for (MemoryModel model : models) {
            try (NDManager manager = NDManager.newBaseManager()) {
                Engine.getInstance().setRandomSeed(SEED);
                RnnModelScratch net = new RnnModelScratch(manager, (int) vocabulary.size(), request.numHiddens(),
                        cell.initializer(), HiddenState::initialize, cell.forward());
                SmallTrainingResult trained = model.isTrained()
                        ? new SmallTraining(net, model.isClipped(), manager).train(training, request.epochs(), epochFinished)
                        : null;
                readings.add(new ModelReading(model, trained, new Influence(cell.forward(), net.parameters(),
                        request.numHiddens(), vocabulary).measure(CharacterVocabulary.indices(vocabulary, window), manager)));
            }
        }
    }

    /** Reads with the saved model. Returns the reason if that is not possible, or null. */
    private String readSaved() {
        try (NDManager manager = NDManager.newBaseManager()) {
            SavedModel saved = SavedModel.load(Path.of(request.savedModel()), manager);
            Optional<NDList> parameters = SavedNetwork.parameters(saved);
            if (parameters.isEmpty()) {
                return "The saved model is left out: it is not a recurrent network of step 4's kind.";
            }
            readings.add(new ModelReading(MemoryModel.SAVED, null, new Influence(RecurrentCell.RNN.forward(), parameters.get(),
                    saved.numHiddens(), saved.vocabulary())
                    .measure(CharacterVocabulary.indices(saved.vocabulary(), window), manager)));
            return null;
        } catch (ModelException e) {
            return "The saved model is left out. " + e.getMessage();
        }
    }
}
