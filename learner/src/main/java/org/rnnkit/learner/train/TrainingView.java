package org.rnnkit.learner.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.TrainingText;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.background.WorkState;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.EpochResult;

/**
 * A training as it is shown, for training-state.jte and training-live.jte.
 *
 * @param done the number of finished epochs
 * @param epochs the number of all epochs
 * @param perplexity the perplexity of the last finished epoch
 * @param speed the tokens per second of the last finished epoch
 * @param timeLeft the time until the end
 * @param text the text that the model wrote last; null before the first one
 * @param samples the texts that it wrote, fewer and fewer of them, the newest first
 * @param lastEpoch whether the user wants no further epoch
 */
public record TrainingView(WorkState<TrainingReports, String> state, String settings, int done, int epochs, String perplexity,
        String speed, String timeLeft, Chart chart, TrainingText text, List<TrainingText> samples, boolean lastEpoch) {

    static TrainingView of(WorkState<TrainingReports, String> state, boolean lastEpoch) {
        TrainingReports reports = state.progress();
        TrainingOrder order = reports.order();
        int all = order == null ? 0 : order.allEpochs();
        int done = reports.epochs().size();
        EpochResult last = done == 0 ? null : reports.epochs().get(done - 1);
        List<TrainingText> samples = new ArrayList<>(reports.samples().stream().map(TrainingView::printable).toList());
        Collections.reverse(samples);
        return new TrainingView(state, order == null ? "" : RunRow.settings(order.settings().withEpochs(all)), done, all,
                last == null ? "–" : RunRow.number("%.2f", last.perplexity()),
                last == null ? "–" : RunRow.number("%,.0f", last.tokensPerSecond()),
                ConsoleMonitor.timeLeft(reports.epochs(), all),
                chart(reports).upTo(all),
                reports.text() == null ? null : printable(reports.text()), samples, lastEpoch);
    }

    private static Chart chart(TrainingReports reports) {
        Chart chart = Chart.perplexity("Perplexity by epoch")
                .line("first", reports.epochs().stream().mapToDouble(EpochResult::perplexity).toArray());
        return reports.heldOut().isEmpty() ? chart
                : chart.line("second", reports.heldOut().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static TrainingText printable(TrainingText sample) {
        return new TrainingText(sample.epoch(), Printable.withVisibleEnd(Printable.of(sample.text())));
    }

    /** Says what the training does, or how it ended. */
    public String words() {
        return switch (state.phase()) {
            case IDLE -> "No training has run since the studio was started.";
            case RUNNING -> lastEpoch ? "The training ends after this epoch, and its model is kept."
                    : "The training is running.";
            case STOPPING -> "The training is being stopped.";
            case FINISHED -> "The training has finished" + (done < epochs ? ", after epoch " + done + " of " + epochs : "")
                    + ".";
            case STOPPED -> "You have ended the training in epoch " + (done + 1) + " of " + epochs
                    + ". No model was kept.";
            case FAILED -> "The training has ended without a model.";
        };
    }
}
