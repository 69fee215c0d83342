package org.rnnkit.learner.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.memory.worker.Expectation;
import org.rnnkit.learner.memory.worker.MemoryOutcome;
import org.rnnkit.learner.memory.worker.ModelReading;

/**
 * The memory of some models at one place of the text.
 *
 * @param place the index of the last character that the models have read
 * @param actual the next character, as a learner sees it; null if the text ends here
 * @param strips one for each model
 * @param rows the weights as numbers, the last character first, without characters that have less than 0.01 % in each model
 */
public record PlaceView(int place, String actual, List<MemoryStrip> strips, List<ShareRow> rows) {

    private static final double PERCENT = 100;
    private static final double SHOWN = 1e-4;
    private static final double SMALL = 0.01;

    /**
     * A row of the table.
     *
     * @param distance how many characters back, from 0
     * @param character the character, as a learner sees it
     * @param shares each model's share of the weight, as text
     */
    public record ShareRow(int distance, String character, List<String> shares) {}

    /** Shows a place. Models whose numbers are not finite have a strip without weights, and no column. */
    static PlaceView of(MemoryOutcome outcome, int place, List<ModelReading> readings) {
        List<Weights> weights = readings.stream().filter(reading -> !reading.expectations().isEmpty())
                .map(reading -> Weights.of(reading.expectations().get(place))).toList();
        List<ShareRow> rows = IntStream.rangeClosed(0, weights.isEmpty() ? -1 : place)
                .filter(distance -> weights.stream().anyMatch(one -> one.share(distance) >= SHOWN))
                .mapToObj(distance -> new ShareRow(distance, character(outcome.text(), place - distance),
                        weights.stream().map(one -> percent(one.share(distance))).toList())).toList();
        List<MemoryStrip> strips = new ArrayList<>();
        for (ModelReading reading : readings) {
            Expectation expectation = reading.expectations().isEmpty() ? null : reading.expectations().get(place);
            strips.add(MemoryStrip.of(reading.model(), MemorySummary.isBroken(reading, outcome.vocabSize()), outcome.text(),
                    place, expectation));
        }
        boolean ends = place + 1 >= outcome.text().length();
        return new PlaceView(place, ends ? null : character(outcome.text(), place + 1), strips, rows);
    }

    /**
     * Lists the models in the table.
     *
     * @return the strips that have weights
     */
    public List<MemoryStrip> columns() {
        return strips.stream().filter(MemoryStrip::isMeasured).toList();
    }

    /** Returns a character of a text as a learner sees it. */
    static String character(String text, int index) {
        return visible(text.substring(index, index + 1));
    }

    /** Returns a token as a learner sees it. */
    static String visible(String token) {
        return token.equals(" ") ? Printable.SPACE : Printable.of(token);
    }

    /** Writes a share of 1 in percent. */
    static String percent(double share) {
        double percent = PERCENT * share;
        return percent == 0 ? "0 %" : percent < SMALL ? String.format(Locale.ROOT, "%.0e %%", percent)
                : String.format(Locale.ROOT, percent < 1 ? "%.2f %%" : "%.0f %%", percent);
    }
}
