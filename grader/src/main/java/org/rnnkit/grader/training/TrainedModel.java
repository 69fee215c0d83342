package org.rnnkit.grader.training;

import ai.djl.modality.nlp.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.TrainingHistory;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Subsequences;
import org.rnnkit.toolkit.Text;

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
     * Makes the report of the training.
     *
     * @param seconds the time of all epochs
     * @throws IllegalArgumentException if the perplexity of the trained parameters is not a number
     */
    TrainingReport report(double seconds) {
        double perplexity = perplexity(Arrays.copyOf(tokens, used));
        if (!Double.isFinite(perplexity)) {
            throw new IllegalArgumentException("the perplexity of the trained parameters is " + perplexity);
        }
        int[] heldOut = Arrays.copyOfRange(tokens, used, Math.min(2 * used, tokens.length));
        boolean heldOutCounts = heldOut.length > settings.batchSize() * settings.numSteps();
        return new TrainingReport(perplexity, heldOutCounts ? perplexity(heldOut) : null, trainedTokens() / seconds,
                settings.epochs(), text.source(),
                PREFIXES.stream().map(prefix -> model.write(prefix, SAMPLE, vocabulary)).toList(),
                answer.epochs().stream().map(EpochResult::perplexity).toList(),
                new TrainingHistory(settings, answer.epochs(), EpochTrace.checked(answer.traces(), settings.epochs()),
                        model.excerpt(text.characters(), vocabulary)));
    }

    private double perplexity(int[] part) {
        return model.perplexity(part, settings.batchSize(), settings.numSteps());
    }

    /** Counts the tokens of all epochs together. */
    private double trainedTokens() {
        Subsequences cuts = new Subsequences(used, settings.batchSize(), settings.numSteps(), settings.sampling(),
                settings.seed());
        return IntStream.range(0, settings.epochs()).mapToLong(epoch -> cuts.nextEpoch().size()).sum()
                * (double) settings.batchSize() * settings.numSteps();
    }
}
