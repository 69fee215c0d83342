package org.rnnkit.grader.training;

import ai.djl.modality.nlp.Vocabulary;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.TrainingReport.History;
import org.rnnkit.grader.report.TrainingReport.Proof;
import org.rnnkit.grader.system.OutputFile.Fingerprint;
import org.rnnkit.grader.verify.OracleModel;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingAnswer.EpochTrace;
import org.rnnkit.grader.worker.training.TrainingAnswer.Observations;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.SequenceDataset.Subsequences;
import org.rnnkit.toolkit.TextSource.Text;

/**
 * A finished training, measured in the grader's own process. All figures of its report except the curve are computed here,
 * from the trained parameters.
 */
final class TrainedModel {

    private static final List<String> PREFIXES = List.of("time traveller", "traveller");
    private static final int SAMPLE = 50;

    private final TrainingAnswer answer;
    private final Hyperparameters settings;
    private final Text text;
    private final Vocabulary vocabulary;
    private final int[] tokens;
    private final int used;
    private final OracleModel model;

    /**
     * Checks a training's answer.
     *
     * @throws IllegalArgumentException if its epochs or its parameters are not those of the training; the message says why
     */
    TrainedModel(TrainingAnswer answer, Hyperparameters settings, Text text) {
        if (answer.epochs().size() != settings.epochs()) {
            throw new IllegalArgumentException("Training.train gave the results of "
                    + Plural.of(answer.epochs().size(), "epoch") + ", expected " + settings.epochs());
        }
        this.answer = answer;
        this.settings = settings;
        this.text = text;
        this.vocabulary = CharacterVocabulary.of(text.characters());
        this.tokens = CharacterVocabulary.indices(vocabulary, text.characters());
        this.used = Math.min(settings.tokens(), tokens.length);
        this.model = OracleModel.of(answer.parameters(), (int) vocabulary.size(), settings.numHiddens());
    }

    /**
     * Makes the report of a full training.
     *
     * @param seconds the time of all epochs
     * @param epochSeconds the median time of an epoch; NaN if it is not known
     * @throws IllegalArgumentException if the perplexity of the trained parameters is not a number
     */
    TrainingReport report(double seconds, double epochSeconds) {
        int[] heldOut = Arrays.copyOfRange(tokens, used, Math.min(2 * used, tokens.length));
        boolean heldOutCounts = heldOut.length > settings.batchSize() * settings.numSteps();
        double perplexity = perplexity(used);
        return report(perplexity, heldOutCounts ? perplexityOf(heldOut) : null, null, seconds,
                PerplexityRemarks.of(settings, text.characters(), perplexity, answer.observations(), epochSeconds),
                new History(settings, answer.epochs(), EpochTrace.checked(answer.traces(), settings.epochs()),
                        model.excerpt(text.characters(), vocabulary)));
    }

    /**
     * Makes the report of a proof. It measures the perplexity on the beginning of the text only, because the grader's own
     * forward pass takes longer than the epochs.
     *
     * @param proof the proof's result
     * @param seconds the time of all epochs
     * @throws IllegalArgumentException if the perplexity of the trained parameters is not a number
     */
    TrainingReport report(Proof proof, double seconds) {
        return report(perplexity(settings.batchSize() * settings.numSteps() + 1), null, proof, seconds, List.of(), null);
    }

    private TrainingReport report(double perplexity, Double heldOut, Proof proof, double seconds,
            List<String> remarks, History history) {
        return new TrainingReport(perplexity, heldOut, proof, trainedTokens() / seconds, settings.epochs(), text.source(),
                PREFIXES.stream().map(prefix -> model.write(prefix, SAMPLE, vocabulary)).toList(),
                answer.epochs().stream().map(EpochResult::perplexity).toList(), remarks, history);
    }

    private double perplexity(int length) {
        double perplexity = perplexityOf(Arrays.copyOf(tokens, length));
        if (!Double.isFinite(perplexity)) {
            throw new IllegalArgumentException("the perplexity of the trained parameters is " + perplexity);
        }
        return perplexity;
    }

    private double perplexityOf(int[] part) {
        return model.perplexity(part, settings.batchSize(), settings.numSteps());
    }

    /** Counts the tokens of all epochs together. */
    private double trainedTokens() {
        Subsequences cuts = new Subsequences(used, settings.batchSize(), settings.numSteps(), settings.sampling(),
                settings.seed());
        return IntStream.range(0, settings.epochs()).mapToLong(epoch -> cuts.nextEpoch().size()).sum()
                * (double) settings.batchSize() * settings.numSteps();
    }

    /**
     * Remarks on a training whose result can't come from the number of epochs that the grader asked for. Each bound lies far
     * from everything that right solutions do. docs/grading.md, section "A bonus for a perplexity", says which remarks student
     * code can prevent.
     */
    static final class PerplexityRemarks {

        /** Step 7 clips to a norm of 1; float32 rounding is below 1e-5. */
        static final double LARGEST_NORM = 1.001;

        /** Step 2 draws from N(0, 0.01²): one of 300,000 values exceeds ten standard deviations with a chance below 1e-17. */
        static final double LARGEST_FIRST_VALUE = 0.1;

        /**
         * The largest time of an epoch, in times of its minibatches. In 43 trainings, 26 right solutions needed 0.82 to 1.61
         * times. Both times are medians, measured in turns during the same training, so a slow machine slows both. Thirty
         * epochs of work in each epoch took 35 times.
         */
        static final double TIMES = 8;

        /** The time in an epoch that does not depend on its minibatches, such as a text that the model writes. */
        static final double EXTRA_SECONDS = 0.5;

        private final Hyperparameters settings;
        private final List<String> remarks = new ArrayList<>();

        private PerplexityRemarks(Hyperparameters settings) {
            this.settings = settings;
        }

        /**
         * Compares a training's figures with those of right solutions.
         *
         * @param settings the training's hyperparameters
         * @param characters the whole text
         * @param perplexity the perplexity that the grader has computed from the trained parameters
         * @param seen what the kit's code saw in the training's process; null if that is missing, as in a forged outcome
         * @param epochSeconds the median time of an epoch by the grader's clock; NaN if it is not known
         * @return the remarks; empty if all figures fit
         */
        static List<String> of(Hyperparameters settings, String characters, double perplexity, Observations seen,
                double epochSeconds) {
            PerplexityRemarks all = new PerplexityRemarks(settings);
            all.comparePerplexity(perplexity, LowestPerplexities.bound(settings, characters));
            if (seen == null) {
                all.add("The training's process did not say what the kit observed in it.");
            } else {
                int length = Math.min(settings.tokens(), characters.length());
                all.compareUpdates(seen, length);
                all.compareTime(seen.minibatchSeconds() * minibatches(length, 0, settings), epochSeconds);
            }
            return List.copyOf(all.remarks);
        }

        private void comparePerplexity(double perplexity, OptionalDouble bound) {
            if (bound.isPresent() && perplexity < bound.getAsDouble()) {
                add("The perplexity is %.3f after %s. Right solutions have %.3f or more, even after twice as many epochs.",
                        perplexity, Plural.of(settings.epochs(), "epoch"), bound.getAsDouble());
            }
        }

        private void compareUpdates(Observations seen, int length) {
            int largestOffset = Math.min(settings.numSteps() - 1, length - 1 - settings.batchSize() * settings.numSteps());
            long fewest = (long) settings.epochs() * minibatches(length, largestOffset, settings);
            long most = (long) settings.epochs() * minibatches(length, 0, settings);
            if (seen.updates() < fewest || seen.updates() > most) {
                add("The updater was called %,d times, but the epochs have %,d minibatches.", seen.updates(), most);
            }
            if (seen.otherChanges() != 0) {
                add("The parameters changed without the updater, %,d time%s.", seen.otherChanges(),
                        seen.otherChanges() == 1 ? "" : "s");
            }
            if (!(seen.largestNorm() <= LARGEST_NORM)) {
                add("The updater was called with gradients of norm %.3f, but clipped gradients have 1 or less.",
                        seen.largestNorm());
            }
            if (!(seen.largestFirstValue() <= LARGEST_FIRST_VALUE)) {
                add("Before the first epoch a parameter was %.3f, but parameters drawn as in step 2 stay below %s.",
                        seen.largestFirstValue(), LARGEST_FIRST_VALUE);
            }
        }

        private void compareTime(double minibatchesSeconds, double epochSeconds) {
            if (epochSeconds > TIMES * minibatchesSeconds + EXTRA_SECONDS) {
                add("An epoch took %.1f s by the grader's clock (median), but its minibatches take %.1f s when the kit runs "
                        + "the model forward and backward on them.", epochSeconds, minibatchesSeconds);
            }
        }

        /** Returns the number of minibatches in an epoch that begins at an offset; it is the same with both samplings. */
        private static int minibatches(int length, int offset, Hyperparameters settings) {
            return (length - 1 - offset) / (settings.batchSize() * settings.numSteps());
        }

        private void add(String format, Object... figures) {
            remarks.add(String.format(Locale.ROOT, format, figures));
        }

        /**
         * The lowest perplexities that right solutions have reached on a text with the chapter's hyperparameters, measured as
         * the grader measures: after each epoch, and from epoch 60 after every fifth. Trainings had sequential sampling, 16
         * seeds for each text up to 60 epochs and 6 seeds up to 300. They were computed with step 12, which is faster; its
         * perplexities were those of the reference to 1e-4 in the 8 epochs compared.
         *
         * @param text the name of the text
         * @param fingerprint the fingerprint of its characters
         * @param lowest for 1, 2, 3 ... epochs, the lowest perplexity after so many epochs or fewer
         */
        record LowestPerplexities(String text, String fingerprint, List<Double> lowest) {

            /**
             * With how many times the epochs a right solution's perplexity is the bound. From 14.0 downwards, the epochs that
             * seeds need for a perplexity differ by a factor of 1.22 at most, with a standard deviation of at most 7 % (its
             * logarithm). Twice the epochs are ten standard deviations away: a chance far below 1e-9 if the logarithms are
             * normally distributed, which 16 seeds can't show. No seed came nearer to the bound of the other seeds than 1.13
             * times the bound.
             */
            private static final int TIMES = 2;

            /** In the first epochs, one epoch more or less is a large part of all. */
            private static final int FEWEST_EPOCHS = 5;

            private static final List<LowestPerplexities> MEASURED = read();

            private static List<LowestPerplexities> read() {
                return Uncheck.get(() -> Messages.JSON.readValue(
                        LowestPerplexities.class.getResourceAsStream("lowest-perplexities.json"), new TypeReference<>() {}));
            }

            /**
             * Returns the perplexity below which a training is not accepted: the lowest one that was reached with twice the
             * epochs. Empty if that is not known for the text, the number of epochs or the other hyperparameters.
             */
            static OptionalDouble bound(Hyperparameters settings, String characters) {
                if (!settings.equals(Hyperparameters.ofChapter(settings.epochs(), settings.seed()))) {
                    return OptionalDouble.empty();
                }
                String wanted = fingerprint(characters);
                return MEASURED.stream().filter(some -> some.fingerprint.equals(wanted)
                                && settings.epochs() >= FEWEST_EPOCHS && TIMES * settings.epochs() <= some.lowest.size())
                        .mapToDouble(some -> some.lowest.get(TIMES * settings.epochs() - 1)).findFirst();
            }

            static String fingerprint(String characters) {
                return new Fingerprint().add(characters).finish();
            }
        }
    }
}
