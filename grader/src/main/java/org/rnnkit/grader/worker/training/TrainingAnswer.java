package org.rnnkit.grader.worker.training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.Messages.Bounds;
import org.rnnkit.grader.worker.Messages.WorkerFailure;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.TrainingResult;

/**
 * The answer of a training worker: what step 9 returned, what the kit measured beside it, and the trained parameters. A
 * grading makes a {@code TrainingReport} from it, {@code train} a run folder.
 *
 * @param epochs the result of each epoch
 * @param samples the texts that the model wrote
 * @param device the device that computed, such as "cpu"
 * @param parameters the trained parameters; null if they were saved to a folder or training failed
 * @param traces the measurements of each epoch, for the training's page; null if training failed
 * @param excerpt a piece of text, read by the trained model, for the page; null if training failed, and in a grading, where
 *     the grader reads it itself
 * @param failure the reason why training did not finish; null if it finished
 */
public record TrainingAnswer(List<EpochResult> epochs, List<String> samples, String device, ProbePayload parameters,
        List<EpochTrace> traces, Excerpt excerpt, WorkerFailure failure) {

    private static final int MAX_SAMPLES = 10;

    /** Copies the lists. Rejects missing lists and longer texts than a training has, because an answer may be forged. */
    public TrainingAnswer {
        epochs = List.copyOf(epochs);
        samples = List.copyOf(samples);
        Bounds.require(samples.size() <= MAX_SAMPLES, "number of samples");
        samples.forEach(Objects::requireNonNull);
        Bounds.text(device, Bounds.NAME);
    }

    /** Makes the answer about a training that did not finish. */
    public static TrainingAnswer failed(WorkerFailure.Source source, String message) {
        return new TrainingAnswer(List.of(), List.of(), "", null, null, null,
                new WorkerFailure(source, message));
    }

    /** Returns the results of the epochs and the samples, as step 9 returns them. */
    public TrainingResult result() {
        return new TrainingResult(epochs, samples);
    }

    /** Returns the answer about a whole training, of which this one is the continuation. */
    public TrainingAnswer after(TrainingAnswer earlier) {
        return new TrainingAnswer(joined(earlier.epochs, epochs), samples, device, parameters, joined(earlier.traces, traces),
                excerpt, failure);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /**
     * Measurements of one epoch, made without the steps' help. In a grading they come from the process that runs student code,
     * so impossible values are replaced by NaN.
     *
     * @param meanNorm the mean of the gradients' norm before clipping, over the epoch's minibatches; NaN if not measured
     * @param maxNorm the largest of these norms; NaN if not measured
     * @param clipped the fraction of minibatches whose gradients were clipped; NaN if not measured
     * @param sample a text that the model writes after the epoch; null in most epochs
     */
    public record EpochTrace(double meanNorm, double maxNorm, double clipped, String sample) {

        /** A trace without measurements. */
        static final EpochTrace NOTHING = new EpochTrace(Double.NaN, Double.NaN, Double.NaN, null);

        /** A length that no sample of the kit's own reaches. */
        private static final int MAX_SAMPLE = 100;

        /** Replaces impossible values. */
        public EpochTrace {
            meanNorm = within(meanNorm, Double.MAX_VALUE);
            maxNorm = within(maxNorm, Double.MAX_VALUE);
            clipped = within(clipped, 1);
            sample = sample == null ? null : writable(sample.substring(0, Math.min(MAX_SAMPLE, sample.length())));
        }

        /**
         * Completes the traces of a graded training to exactly one for each epoch. As its process runs student code, traces
         * may be missing or too many.
         *
         * @param reported the traces from the training's process; it and each trace may be null
         */
        public static List<EpochTrace> checked(List<EpochTrace> reported, int epochs) {
            List<EpochTrace> traces = reported == null ? List.of() : reported;
            return IntStream.range(0, epochs)
                    .mapToObj(i -> i < traces.size() && traces.get(i) != null ? traces.get(i) : NOTHING).toList();
        }

        private static double within(double value, double most) {
            return value >= 0 && value <= most ? value : Double.NaN;
        }

        /** Replaces half of a surrogate pair, which JSON can't hold, by "?". */
        private static String writable(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
    }

    /**
     * The beginning of a text, with the model's state and guesses after each character.
     *
     * @param text the characters
     * @param numHiddens the number of hidden units
     * @param activations the activation of each unit after each character, flattened from [text length, numHiddens]; -127
     * stands for -1 and 127 for 1
     * @param guesses the most likely next characters after each character, the most likely first
     */
    public record Excerpt(String text, int numHiddens, byte[] activations, List<List<Guess>> guesses) {

        /** The number of characters that fill a page. */
        private static final int LENGTH = 600;
        private static final int MAX_ACTIVATIONS = 2_000_000;
        private static final int GUESSES = 5;
        private static final int LARGEST = 127;
        private static final double DIGITS = 1e4;

        /**
         * A guess for the next character.
         *
         * @param token the character
         * @param probability the model's probability for it, rounded to four digits
         */
        public record Guess(String token, double probability) {}

        /** A model that reads a text token by token and keeps its state. */
        @FunctionalInterface
        public interface Reader {

            /** Reads the next token. */
            ModelOutput read(int token);
        }

        /**
         * The state and probabilities of a model after a token.
         *
         * @param state the hidden state, [numHiddens]
         * @param probabilities the probability of each token to come next, [vocabSize]
         */
        public record ModelOutput(double[] state, double[] probabilities) {}

        /**
         * Lets any model of any size read the beginning of a text with its own code. A grading does not use it: there
         * OracleModel reads in plain Java, with the trained parameters.
         */
        static Excerpt read(String whole, int numHiddens, LanguageModel net, Vocabulary vocabulary, NDManager manager) {
            try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                AtomicReference<NDList> state = new AtomicReference<>(net.beginState(scoped, 1));
                return read(whole, numHiddens, vocabulary, token -> {
                    RnnOutput output = net.forward(scoped.create(new long[][] {{token}}), state.get());
                    state.set(output.state());
                    return new ModelOutput(doubles(output.state().get(0)), doubles(output.logits().softmax(1)));
                });
            }
        }

        private static double[] doubles(NDArray array) {
            float[] floats = array.toFloatArray();
            return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
        }

        /** Lets a model, with a state of zeros, read the beginning of a text. */
        public static Excerpt read(String whole, int numHiddens, Vocabulary vocabulary, Reader reader) {
            String text = whole.substring(0, Math.min(whole.length(), Math.min(LENGTH, MAX_ACTIVATIONS / numHiddens)));
            byte[] activations = new byte[text.length() * numHiddens];
            List<List<Guess>> guesses = new ArrayList<>();
            for (int i = 0; i < text.length(); i++) {
                ModelOutput output = reader.read((int) vocabulary.getIndex(text.substring(i, i + 1)));
                for (int j = 0; j < numHiddens; j++) {
                    activations[i * numHiddens + j] =
                            (byte) Math.round(LARGEST * Math.max(-1, Math.min(1, output.state[j])));
                }
                guesses.add(guesses(output.probabilities, vocabulary));
            }
            return new Excerpt(text, numHiddens, activations, guesses);
        }

        /** Returns the excerpt for the page's script. */
        public String data() {
            try {
                return Messages.JSON.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        private static List<Guess> guesses(double[] probabilities, Vocabulary vocabulary) {
            return IntStream.range(0, probabilities.length).boxed()
                    .sorted(Comparator.comparingDouble(i -> -probabilities[i])).limit(GUESSES)
                    .map(i -> new Guess(vocabulary.getToken(i), Math.round(DIGITS * probabilities[i]) / DIGITS)).toList();
        }
    }
}
