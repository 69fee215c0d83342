package org.rnnkit.learner.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.TrainingPage.WrittenText;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.background.BackgroundTask.Phase;
import org.rnnkit.learner.runs.RunRow;
import org.rnnkit.toolkit.EpochResult;

/**
 * A training as it is shown, for training-state.jte and training-live.jte.
 *
 * @param phase its phase
 * @param message the reason of a failure, printable and cut
 * @param settings its settings
 * @param done the number of finished epochs
 * @param epochs the number of all epochs
 * @param perplexity the perplexity of the last finished epoch
 * @param speed the tokens per second of the last finished epoch
 * @param timeLeft the time until the end
 * @param chart the perplexity by epoch
 * @param samples the texts that the model wrote, the newest first
 * @param notes sentences for the user, and lines that the steps have printed
 * @param run the name of the folder that it wrote; null until it has finished
 */
public record TrainingView(Phase phase, String message, String settings, int done, int epochs, String perplexity,
        String speed, String timeLeft, Chart chart, List<WrittenText> samples, List<String> notes, String run) {

    private static final int MAX_MESSAGE = 4_000;
    /** The number of epochs whose mean time predicts the rest. */
    private static final int RECENT = 20;
    private static final long SECONDS = 60;
    private static final double MAX_SECONDS = 1e7;

    /**
     * Makes the view.
     *
     * @param state the training's state
     * @return the view
     */
    static TrainingView of(LiveTraining.State state) {
        List<EpochResult> results = state.epochs();
        int all = state.order() == null ? 0 : state.order().settings().epochs();
        EpochResult last = results.isEmpty() ? null : results.get(results.size() - 1);
        List<WrittenText> samples = new ArrayList<>(state.samples().stream().map(sample -> new WrittenText(sample.epoch(),
                Printable.withVisibleEnd(Printable.of(sample.text())))).toList());
        Collections.reverse(samples);
        return new TrainingView(state.status().phase(), cut(Printable.of(state.status().message())),
                state.order() == null ? "" : RunRow.settings(state.order().settings()), results.size(), all,
                last == null ? "–" : RunRow.number("%.2f", last.perplexity()),
                last == null ? "–" : RunRow.number("%,.0f", last.tokensPerSecond()), timeLeft(results, all),
                Chart.perplexity("Perplexity by epoch")
                        .line("first", results.stream().mapToDouble(EpochResult::perplexity).toArray()).upTo(all),
                samples, state.notes(), state.run());
    }

    private static String cut(String text) {
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }

    private static String timeLeft(List<EpochResult> results, int all) {
        double mean = results.subList(Math.max(0, results.size() - RECENT), results.size()).stream()
                .mapToDouble(EpochResult::seconds).average().orElse(Double.NaN);
        double seconds = mean * (all - results.size());
        return seconds >= 0 && seconds < MAX_SECONDS ? duration(Math.round(seconds)) : "–";
    }

    private static String duration(long seconds) {
        return seconds < SECONDS ? seconds + " s"
                : String.format(Locale.ROOT, "%d min %d s", seconds / SECONDS, seconds % SECONDS);
    }

    /**
     * Tells whether the training is running.
     *
     * @return whether it has begun and not ended
     */
    public boolean isActive() {
        return phase.isActive();
    }

    /**
     * Says what the training does, or how it ended.
     *
     * @return one or two sentences
     */
    public String words() {
        return switch (phase) {
            case IDLE -> "No training has run since the studio was started.";
            case RUNNING -> "The training is running.";
            case STOPPING -> "The training is being stopped.";
            case FINISHED -> "The training has finished. Its model, its curve and its page are in runs/" + run + ".";
            case STOPPED -> "You have stopped the training after epoch " + done + " of " + epochs + ". No model was kept.";
            case FAILED -> "The training has ended without a model.";
        };
    }
}
