package org.rnnkit.grader.training;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.training.Hyperparameters;

/**
 * The lowest perplexities that right solutions have reached on a text with the chapter's hyperparameters, measured as the
 * grader measures. docs/training.md, section "What a bonus for a perplexity can rest on", says how they were found.
 *
 * @param text the name of the text
 * @param fingerprint the fingerprint of its characters
 * @param lowest for 1, 2, 3 ... epochs, the lowest perplexity after so many epochs or fewer
 */
record LowestPerplexities(String text, String fingerprint, List<Double> lowest) {

    /**
     * With how many times the epochs a right solution's perplexity is the bound. The epochs that right solutions need for a
     * perplexity differ from seed to seed by a fifth at most.
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
