package org.rnnkit.learner.worker;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.worker.Messages.Bounds;
import org.rnnkit.learner.worker.MemoryWorker.SmallTraining.SmallTrainingResult;
import org.rnnkit.learner.worker.RecurrentCell.Influence;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SavedModel;
import org.rnnkit.toolkit.SavedModel.ModelException;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updaters;

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

    /**
     * A training of a model that needs no step after the fifth. Each minibatch is small, so that few epochs have many updates,
     * and begins with a state of zeros.
     */
    public static final class SmallTraining {

        /** The number of sequences in a minibatch. */
        public static final int BATCH_SIZE = 8;
        /** The number of characters in a sequence. */
        public static final int NUM_STEPS = 35;
        /**
         * The learning rate. It is so large that the recurrent network's training explodes without clipping, with each of the
         * seeds 1, 2 and 3.
         */
        public static final double LEARNING_RATE = 6;
        /** The largest norm θ of clipped gradients. */
        public static final double CLIPPED_AT = 0.25;

        private static final int SEED = 1;

        private final LanguageModel net;
        private final boolean clipped;
        private final NDManager manager;
        private final Loss loss = Loss.softmaxCrossEntropyLoss();
        private int updates;
        private int longGradients;
        private double largestNorm;
        private double epochLoss;
        private int epochUpdates;

        SmallTraining(LanguageModel net, boolean clipped, NDManager manager) {
            this.net = net;
            this.clipped = clipped;
            this.manager = manager;
        }

        /** Trains. After a loss that is not finite no further epoch is computed, but all are reported as finished. */
        SmallTrainingResult train(int[] tokens, int epochs, Runnable finished) {
            SequenceDataset dataset = new SequenceDataset(tokens, BATCH_SIZE, NUM_STEPS, Sampling.RANDOM, SEED);
            for (int epoch = 0; epoch < epochs; epoch++) {
                if (Double.isFinite(epochLoss)) {
                    epochLoss = 0;
                    epochUpdates = 0;
                    dataset.getData(manager).forEach(this::update);
                }
                finished.run();
            }
            return new SmallTrainingResult(Math.exp(epochLoss / epochUpdates), updates, longGradients, largestNorm);
        }

        private void update(Batch batch) {
            try (batch; NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                double mean = backward(batch.getData().get(0), batch.getLabels().get(0));
                double norm = norm(net.parameters());
                // Clipping makes the gradients shorter; a smaller learning rate makes the same step.
                double rate = clipped && norm > CLIPPED_AT ? LEARNING_RATE * CLIPPED_AT / norm : LEARNING_RATE;
                Updaters.sgd((float) rate).update(net.parameters());
                epochLoss += mean;
                epochUpdates++;
                updates++;
                longGradients += norm > CLIPPED_AT ? 1 : 0;
                largestNorm = Math.max(largestNorm, norm);
            }
        }

        private double backward(NDArray tokens, NDArray labels) {
            NDList state = net.beginState(tokens.getManager(), (int) tokens.getShape().get(0));
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDList logits = new NDList(net.forward(tokens, state).logits());
                NDArray mean = loss.evaluate(new NDList(labels.transpose().flatten()), logits);
                collector.backward(mean);
                return mean.getFloat();
            }
        }

        private static double norm(NDList parameters) {
            double squares = 0;
            for (NDArray parameter : parameters) {
                squares += Math.pow(parameter.getGradient().norm().getFloat(), 2);
            }
            return Math.sqrt(squares);
        }

        /**
         * The result of a training of the worker.
         *
         * @param perplexity the perplexity of the last epoch; NaN or infinite if the training diverged
         * @param updates the number of updates
         * @param longGradients the number of updates whose gradients were longer than {@link SmallTraining#CLIPPED_AT}
         */
        public record SmallTrainingResult(double perplexity, int updates, int longGradients, double largestNorm) {}
    }
}
