package org.rnnkit.grader.training;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;
import org.rnnkit.grader.kit.Fingerprint;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.training.Hyperparameters;

/**
 * The lowest perplexities that right solutions have reached on a text with the chapter's hyperparameters, measured as the
 * grader measures: after each epoch, and from epoch 60 after every fifth. Trainings had sequential sampling, 16 seeds for each
 * text up to 60 epochs and 6 seeds up to 300. They were computed with step 12, which is faster; its perplexities were those
 * of the reference to 1e-4 in the 8 epochs compared.
 *
 * @param text the name of the text
 * @param fingerprint the fingerprint of its characters
 * @param lowest for 1, 2, 3 ... epochs, the lowest perplexity after so many epochs or fewer
 */
record LowestPerplexities(String text, String fingerprint, List<Double> lowest) {

    /**
     * With how many times the epochs a right solution's perplexity is the bound. From 14.0 downwards, the epochs that seeds
     * need for a perplexity differ by a factor of 1.22 at most, with a standard deviation of at most 7 % (its logarithm).
     * Twice the epochs are ten standard deviations away: a chance far below 1e-9 if the logarithms are normally distributed,
     * which 16 seeds can't show. No seed came nearer to the bound of the other seeds than 1.13 times the bound.
     */
    private static final int TIMES = 2;

    /** In the first epochs, one epoch more or less is a large part of all. */
    private static final int FEWEST_EPOCHS = 5;

    private static final List<LowestPerplexities> MEASURED = read();

    private static List<LowestPerplexities> read() {
        try (InputStream file = LowestPerplexities.class.getResourceAsStream("lowest-perplexities.json")) {
            return Messages.JSON.readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("The kit's lowest perplexities can't be read", e);
        }
    }

    /**
     * Returns the perplexity below which a training is not accepted: the lowest one that was reached with twice the epochs.
     * Empty if that is not known for the text, the number of epochs or the other hyperparameters.
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
