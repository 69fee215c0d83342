package org.rnnkit.learner.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Sampling;

/**
 * A training that the user wants.
 *
 * @param text the text to train on; null if it goes on from another training
 * @param model the kind of model
 * @param earlier the training that it goes on from; null if it begins with a new model
 */
public record TrainingOrder(Hyperparameters settings, TextChoice text, String model, EarlierRun earlier) {

    /** The largest number of epochs. */
    public static final int MAX_EPOCHS = 10_000;
    /** The largest number of hidden units. */
    public static final int MAX_HIDDENS = 2_048;
    /** The largest number of characters of the user's own text. */
    public static final int MAX_TEXT = 30_000;

    private static final double MAX_RATE = 1_000;
    private static final Hyperparameters CHAPTER = Hyperparameters.ofChapter(Hyperparameters.EPOCHS, 1);

    /**
     * Reads the fields of the page's form. A field that is missing has the chapter's value.
     *
     * @param fields returns a field's value; null if it is missing
     */
    public static TrainingOrder of(UnaryOperator<String> fields) {
        int epochs = FormNumber.whole("The number of epochs", fields.apply("epochs"), CHAPTER.epochs(), 1, MAX_EPOCHS);
        int hiddens = FormNumber.whole("The number of hidden units", fields.apply("hiddens"), CHAPTER.numHiddens(), 1,
                MAX_HIDDENS);
        float rate = rate(fields.apply("rate"));
        Sampling sampling = one(Sampling.values(), CHAPTER.sampling(), "sampling", fields.apply("sampling"));
        TextKind kind = one(TextKind.values(), TextKind.USUAL, "text", fields.apply("text"));
        String own = kind == TextKind.OWN && fields.apply("own") != null ? fields.apply("own") : "";
        if (own.length() > MAX_TEXT) {
            throw new UsageException(String.format(Locale.ROOT, "Your text has %,d characters; %,d are possible here. For "
                    + "a longer one use ./rnnkit train --text FILE.", own.length(), MAX_TEXT));
        }
        return new TrainingOrder(new Hyperparameters(CHAPTER.tokens(), CHAPTER.batchSize(), CHAPTER.numSteps(), hiddens,
                rate, sampling, epochs, CHAPTER.seed()), new TextChoice(kind, own),
                ModelFactory.GRU.equals(fields.apply("model")) ? ModelFactory.GRU : ModelFactory.SCRATCH, null);
    }

    /** Goes on from a training, with its settings and its text. */
    static TrainingOrder after(EarlierRun earlier, String epochs) {
        TrainingSummary summary = earlier.run().summary();
        return new TrainingOrder(summary.settings().withEpochs(
                FormNumber.whole("The number of epochs", epochs, CHAPTER.epochs(), 1, MAX_EPOCHS)), null, summary.model(),
                earlier);
    }

    /** Chooses the steps that train. */
    ChosenSteps steps(Kit kit) {
        return earlier == null ? ChosenSteps.of(kit) : ChosenSteps.of(kit, earlier.run().summary().steps());
    }

    /** Lists the results of the epochs of the training that it goes on from. */
    List<EpochResult> epochsBefore() {
        return earlier == null ? List.of() : earlier.history().epochs();
    }

    /** Returns the number of all epochs, with those of the training that it goes on from. */
    int allEpochs() {
        return epochsBefore().size() + settings.epochs();
    }

    private static float rate(String value) {
        float number = value == null ? CHAPTER.learningRate() : (float) FormNumber.orNaN(value);
        if (!(number > 0 && number <= MAX_RATE)) {
            throw new UsageException(String.format(Locale.ROOT, "The learning rate must be a number above 0, at most %.0f.",
                    MAX_RATE));
        }
        return number;
    }

    /** Returns the value of a name; the usual one if the field is missing. */
    private static <T extends Enum<T>> T one(T[] values, T usual, String what, String name) {
        List<String> names = Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).sorted().toList();
        return name == null ? usual : Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new UsageException("The " + what + " must be one of " + String.join(", ", names) + "."));
    }
}
