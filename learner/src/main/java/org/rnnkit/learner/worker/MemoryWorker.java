package org.rnnkit.learner.worker;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.worker.Messages.Bounds;
import org.rnnkit.learner.worker.RecurrentCell.Influence;
import org.rnnkit.learner.worker.SmallTraining.SmallTrainingResult;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.SavedModel;
import org.rnnkit.toolkit.SavedModel.ModelException;

/** The process that trains small models and lets them read. It prints a line after each epoch. */
public final class MemoryWorker {

    private static final int SEED = 1;

    private final MemoryRequest request;
    private final Vocabulary vocabulary;
    private final Runnable epochFinished;
    private final List<ModelReading> readings = new ArrayList<>();

    /** Prepares the work on the text of a request. */
    MemoryWorker(MemoryRequest request, Runnable epochFinished) {
        this.request = request;
        this.epochFinished = epochFinished;
        vocabulary = DefaultVocabulary.builder().add(request.tokens()).optUnknownToken(CharacterVocabulary.UNKNOWN).build();
    }

    /** Trains and measures. */
    public static void main(String[] args) throws Exception {
        StepsWorker.serve(MemoryRequest.class, (request, lines) -> new MemoryWorker(request, () -> lines.accept("")).outcome());
    }

    MemoryOutcome outcome() {
        read(RecurrentCell.RNN, MemoryModel.RNN_NEW, MemoryModel.RNN_CLIPPED, MemoryModel.RNN_UNCLIPPED);
        read(RecurrentCell.gru(request.gruClass()), MemoryModel.GRU_NEW, MemoryModel.GRU_CLIPPED, MemoryModel.GRU_UNCLIPPED);
        String remark = request.savedModel() == null ? null : readSaved();
        return new MemoryOutcome(request.window() + request.after(), (int) vocabulary.size(), readings, remark);
    }

    /** Reads with three models of one kind. All begin with the same parameters. */
    private void read(RecurrentCell cell, MemoryModel... models) {
        for (MemoryModel model : models) {
            try (NDManager manager = NDManager.newBaseManager()) {
                Engine.getInstance().setRandomSeed(SEED);
                RnnModelScratch net = new RnnModelScratch(manager, (int) vocabulary.size(), request.numHiddens(),
                        cell.initializer(), HiddenState::initialize, cell.forward());
                SmallTrainingResult trained = model.isTrained()
                        ? new SmallTraining(net, model.isClipped(), manager)
                                .train(CharacterVocabulary.indices(vocabulary, request.training()), request.epochs(),
                                        epochFinished)
                        : null;
                Influence influence = new Influence(cell.forward(), net.parameters(), request.numHiddens(), vocabulary);
                readings.add(new ModelReading(model, trained,
                        influence.measure(CharacterVocabulary.indices(vocabulary, request.window()), manager)));
            }
        }
    }

    /** Reads with the saved model. Returns the reason if that is not possible, or null. */
    private String readSaved() {
        try (NDManager manager = NDManager.newBaseManager()) {
            SavedModel saved = SavedModel.load(Path.of(request.savedModel()), manager);
            Optional<NDList> parameters = RecurrentCell.parameters(saved);
            if (parameters.isEmpty()) {
                return "The saved model is left out: it is not a recurrent network of step 4's kind.";
            }
            readings.add(new ModelReading(MemoryModel.SAVED, null, new Influence(RecurrentCell.RNN.forward(), parameters.get(),
                    saved.numHiddens(), saved.vocabulary())
                    .measure(CharacterVocabulary.indices(saved.vocabulary(), request.window()), manager)));
            return null;
        } catch (ModelException e) {
            return "The saved model is left out. " + e.getMessage();
        }
    }

    /**
     * A request to the worker: what to train, and which text to read.
     *
     * @param tokens the vocabulary of the whole text
     * @param training the characters to train on
     * @param window the characters to read
     * @param after the character after them; empty at the end of the text
     * @param numHiddens the number of hidden units
     * @param epochs the number of epochs of each training
     * @param gruClass the full name of the class of step 13; null to use DJL's own gated network
     * @param savedModel the folder of a saved model; null without a saved model
     */
    public record MemoryRequest(List<String> tokens, String training, String window, String after, int numHiddens, int epochs,
            String gruClass, String savedModel) {

        /** The number of models that the worker trains. */
        public static final int TRAININGS = 4;
    }

    /**
     * The answer of the worker.
     *
     * @param text the text that the models have read, followed by the character after it, if there is one
     * @param vocabSize the number of tokens in its vocabulary
     * @param readings the text read by each model
     * @param remark a sentence about a model that could not be read; null if all could be read
     */
    public record MemoryOutcome(String text, int vocabSize, List<ModelReading> readings, String remark) {

        /** The largest number of characters that a model reads. */
        public static final int MAX_LENGTH = 100;

        /** Copies the list. Rejects readings that do not fit the text, because student code may forge them. */
        public MemoryOutcome {
            Bounds.text(text, MAX_LENGTH + 1);
            readings = List.copyOf(readings);
            Bounds.require(readings.size() <= MemoryModel.values().length, "number of readings");
            for (ModelReading reading : readings) {
                Bounds.require(reading.expectations().size() <= text.length(), "number of expectations");
            }
            Bounds.text(remark == null ? "" : remark, Bounds.MESSAGE);
        }
    }

    /**
     * A text read by one model.
     *
     * @param model the model
     * @param training the training before; null for a model that was not trained here
     * @param expectations what the model expects after each character; empty if a number is not finite, because the training
     *     diverged
     */
    public record ModelReading(MemoryModel model, SmallTrainingResult training, List<Expectation> expectations) {

        /** Copies the list. Rejects one that does not fit a text. */
        public ModelReading {
            Bounds.require(model != null, "model");
            expectations = List.copyOf(expectations);
            for (int i = 0; i < expectations.size(); i++) {
                Bounds.require(expectations.get(i).weights().length == i + 1, "number of weights");
            }
        }
    }

    /** The models whose memory is compared: two kinds of network before training and after two trainings, and a saved model. */
    public enum MemoryModel {
        /** The recurrent network of step 4 with new parameters. */
        RNN_NEW("RNN before training", false, false),
        /** The recurrent network, trained with clipping. */
        RNN_CLIPPED("RNN after training", true, true),
        /** The recurrent network, trained without clipping. */
        RNN_UNCLIPPED("RNN after training without clipping", true, false),
        /** The gated network of step 13 with new parameters. */
        GRU_NEW("GRU before training", false, false),
        /** The gated network, trained with clipping. */
        GRU_CLIPPED("GRU after training", true, true),
        /** The gated network, trained without clipping. */
        GRU_UNCLIPPED("GRU after training without clipping", true, false),
        /** The model that ./rnnkit train has saved last. */
        SAVED("Your newest saved model", false, false);

        private final String label;
        private final boolean trained;
        private final boolean clipped;

        MemoryModel(String label, boolean trained, boolean clipped) {
            this.label = label;
            this.trained = trained;
            this.clipped = clipped;
        }

        /** Returns the name for the learner. */
        public String label() {
            return label;
        }

        /** Tells whether the worker trains the model itself. */
        public boolean isTrained() {
            return trained;
        }

        /** Tells whether the training clips gradients. */
        public boolean isClipped() {
            return clipped;
        }
    }

    /**
     * The character that a model expects after a part of the text, and how much each character of this part counts for it.
     *
     * @param expected the most likely next character
     * @param probability the model's probability for it
     * @param weights the norm of the gradient of the logarithm of this probability with respect to each character's input, one
     *     for each character that was read, the first character first
     */
    public record Expectation(String expected, double probability, double[] weights) {

        private static final int MAX_TOKEN = 10;

        /** Rejects values that a worker can't have computed, because student code may forge them. */
        public Expectation {
            Bounds.text(expected, MAX_TOKEN);
            Bounds.require(probability >= 0 && probability <= 1, "probability");
            Bounds.require(weights.length <= MemoryOutcome.MAX_LENGTH
                    && Arrays.stream(weights).allMatch(weight -> weight >= 0 && Double.isFinite(weight)), "weights");
        }
    }
}
