package org.rnnkit.learner.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rnnkit.grader.page.TrainingText;
import org.rnnkit.toolkit.EpochResult;

/**
 * The reports of a training so far.
 *
 * @param order the training; null if none was started
 * @param epochs the results of the finished epochs, with those of the training that it goes on from
 * @param heldOut the perplexities on the text held out, by epoch, up to the last one that was measured; NaN where it was not
 * @param text the text that the model wrote last; null before the first one
 * @param samples the texts that it wrote, fewer and fewer of them
 * @param notes sentences for the user, and lines that the steps have printed
 */
public record TrainingReports(TrainingOrder order, List<EpochResult> epochs, List<Double> heldOut, TrainingText text,
        List<TrainingText> samples, List<String> notes) {

    private static final int MAX_SAMPLE = 200;

    /** Makes the reports at the start. */
    public TrainingReports(TrainingOrder order) {
        this(order, order == null ? List.of() : order.epochsBefore(), List.of(), null, List.of(),
                List.of());
    }

    /** Adds an epoch, if it is the next one. The steps can print such lines, too, so others are dropped. */
    TrainingReports withEpoch(int epoch, EpochResult result) {
        return begun() + epoch == epochs.size() + 1 && epoch <= order.settings().epochs()
                ? new TrainingReports(order, with(epochs, result), heldOut, text, samples, notes) : this;
    }

    /** Adds a perplexity on the text held out, if it belongs to the last epoch. */
    TrainingReports withHeldOut(int epoch, double perplexity) {
        if (begun() + epoch != epochs.size() || heldOut.size() == epochs.size()) {
            return this;
        }
        List<Double> measured = new ArrayList<>(heldOut);
        measured.addAll(Collections.nCopies(epochs.size() - 1 - heldOut.size(), Double.NaN));
        return new TrainingReports(order, epochs, with(measured, perplexity), text, samples, notes);
    }

    /** Takes a later text. It is added to the others if as many epochs have gone by since the last one as before that. */
    TrainingReports withSample(int epoch, String written) {
        if (text != null && begun() + epoch <= text.epoch()) {
            return this;
        }
        TrainingText next = new TrainingText(begun() + epoch, written.substring(0, Math.min(MAX_SAMPLE, written.length())));
        boolean kept = samples.isEmpty() || next.epoch() >= 3 * samples.get(samples.size() - 1).epoch() / 2;
        return new TrainingReports(order, epochs, heldOut, next, kept ? with(samples, next) : samples, notes);
    }

    private int begun() {
        return order.epochsBefore().size();
    }

    TrainingReports withNote(String line) {
        return new TrainingReports(order, epochs, heldOut, text, samples, with(notes, line));
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> all = new ArrayList<>(list);
        all.add(last);
        return Collections.unmodifiableList(all);
    }
}
