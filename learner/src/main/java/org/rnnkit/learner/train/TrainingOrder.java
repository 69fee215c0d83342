package org.rnnkit.learner.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextSource;

/**
 * A training that the user wants.
 *
 * @param settings its settings
 * @param text the text to train on
 */
public record TrainingOrder(Hyperparameters settings, TextChoice text) {

    /** The largest number of epochs. */
    public static final int MAX_EPOCHS = 10_000;
    /** The largest number of hidden units. */
    public static final int MAX_HIDDENS = 2_048;
    /** The largest number of characters of the user's own text. */
    public static final int MAX_TEXT = 30_000;

    private static final double MAX_RATE = 1_000;
    private static final Hyperparameters CHAPTER = Hyperparameters.ofChapter(500, 1);

    /**
     * Reads the fields of the page's form. A field that is missing has the chapter's value.
     *
     * @param fields returns a field's value; null if it is missing
     * @return the training
     * @throws UsageException if a value is not possible
     */
    public static TrainingOrder of(UnaryOperator<String> fields) {
        int epochs = FormNumber.whole("The number of epochs", fields.apply("epochs"), CHAPTER.epochs(), 1, MAX_EPOCHS);
        int hiddens = FormNumber.whole("The number of hidden units", fields.apply("hiddens"), CHAPTER.numHiddens(), 1,
                MAX_HIDDENS);
        float rate = rate(fields.apply("rate"));
        Sampling sampling = one(Sampling.values(), CHAPTER.sampling(), "sampling", fields.apply("sampling"));
        TextChoice.Kind kind = one(TextChoice.Kind.values(), TextChoice.Kind.USUAL, "text", fields.apply("text"));
        String own = kind == TextChoice.Kind.OWN && fields.apply("own") != null ? fields.apply("own") : "";
        if (own.length() > MAX_TEXT) {
            throw new UsageException(String.format(Locale.ROOT, "Your text has %,d characters; %,d are possible here. For a "
                    + "longer one use ./rnnkit train --text FILE.", own.length(), MAX_TEXT));
        }
        return new TrainingOrder(new Hyperparameters(CHAPTER.tokens(), CHAPTER.batchSize(), CHAPTER.numSteps(), hiddens, rate,
                sampling, epochs, CHAPTER.seed()), new TextChoice(kind, own));
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

    /**
     * A choice of the text to train on.
     *
     * @param kind the kind of text
     * @param own the user's own text; empty for the other kinds
     */
    public record TextChoice(Kind kind, String own) {

        /** A kind of text. */
        public enum Kind {
            /** The text that ./rnnkit train takes without --text. */
            USUAL,
            /** The story that comes with the kit. */
            STORY,
            /** A text that the user has pasted. */
            OWN
        }

        /**
         * Finds the text, perhaps by a download.
         *
         * @return the text
         * @throws org.rnnkit.toolkit.TextException if it can't be used
         */
        Text find() {
            return switch (kind) {
                case USUAL -> TextSource.find(null);
                case STORY -> TextSource.embedded();
                case OWN -> TextSource.ofUser(own);
            };
        }
    }
}
