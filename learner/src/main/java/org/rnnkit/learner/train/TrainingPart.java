package org.rnnkit.learner.train;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.TrainingPage.WrittenText;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.BackgroundWork.Phase;
import org.rnnkit.learner.background.BackgroundWork.State;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.learner.train.RunList.RunComparison;
import org.rnnkit.learner.train.RunList.RunRow;
import org.rnnkit.learner.train.TrainingRun.Reporter;
import org.rnnkit.learner.train.TrainingRun.Trainer;
import org.rnnkit.learner.train.TrainingRun.TrainingOrder;
import org.rnnkit.learner.train.TrainingRun.TrainingReports;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.TextSource;

/** The studio's page on which models are trained, compared and played with. */
public final class TrainingPart implements StudioPart {

    private static final String PROGRESSED = "training-progress";
    private static final String CHANGED = "training-state";
    private static final String RUNS_CHANGED = "runs";

    private final Kit kit;
    private final Predicate<Step> fails;
    private final StudioEvents events;
    private final Trainer trainer;
    private final BackgroundWork<TrainingReports, String> training;
    /** True after the user asked to stop after this epoch and to keep the model. */
    private final AtomicBoolean lastEpoch = new AtomicBoolean();

    /**
     * The data of the page, for training.jte.
     *
     * @param steps one or two sentences that say whose steps train, and which of them fail
     * @param possible whether a training can start
     * @param usualText the text that ./rnnkit train would take
     * @param training the training
     */
    public record TrainingForm(String steps, boolean possible, String usualText, TrainingView training) {}

    /**
     * The data of the list of past trainings, for runs.jte.
     *
     * @param runs the trainings, the newest first
     * @param skipped sentences about what is in runs/ and not in the list
     */
    public record RunTable(List<RunRow> runs, List<String> skipped) {}

    /** Makes the part. */
    public TrainingPart(Kit kit, StudioEvents events, Predicate<Step> fails) {
        this(kit, events, fails, (order, reporter) -> TrainingRun.train(kit, fails, order, reporter));
    }

    TrainingPart(Kit kit, StudioEvents events, Predicate<Step> fails, Trainer trainer) {
        this.kit = kit;
        this.fails = fails;
        this.events = events;
        this.trainer = trainer;
        this.training = new BackgroundWork<>("A training", new TrainingReports(null), () -> events.publish(PROGRESSED),
                this::publishState);
    }

    private void publishState() {
        events.publish(CHANGED);
        events.publish(PROGRESSED);
        if (state().phase() == Phase.FINISHED) {
            events.publish(RUNS_CHANGED);
        }
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("training", "Training", context -> page());
        routes.get("training/state", context -> phase());
        routes.get("training/live", context -> live());
        routes.post("training/start", this::start);
        routes.post("training/stop", context -> stop());
        routes.post("training/discard", context -> discard());
        routes.get("runs", context -> runs());
        routes.get("runs/comparison", context -> comparison(context.queryParams("run")));
    }

    String page() {
        String steps;
        boolean possible = true;
        try {
            steps = ChosenSteps.of(kit).note(fails);
        } catch (UsageException missing) {
            steps = missing.getMessage();
            possible = false;
        }
        return Pages.render("studio/training.jte", new TrainingForm(steps, possible, TextSource.outlook(), view()));
    }

    /** Returns the list of the trainings in runs/. */
    String runs() {
        RunList list = RunList.read(RunFolder.parent(kit));
        return Pages.render("studio/runs.jte", new RunTable(list.runs().stream().map(RunRow::of).toList(), list.skipped()));
    }

    String comparison(List<String> names) {
        RunList list = RunList.read(RunFolder.parent(kit));
        return Pages.render("studio/runs-comparison.jte",
                RunComparison.of(names.stream().distinct().map(list::get).toList()));
    }

    private TrainingView view() {
        return TrainingView.of(state(), lastEpoch.get());
    }

    /** Returns the state of the training that runs, or that ran last. */
    State<TrainingReports, String> state() {
        return training.state();
    }

    String phase() {
        return Pages.render("studio/training-state.jte", view());
    }

    String live() {
        return Pages.render("studio/training-live.jte", view());
    }

    private String start(Context context) {
        return start(TrainingOrder.of(context::formParam));
    }

    /** Starts a training. The answer replaces the answer to an earlier start that failed, and is empty. */
    String start(TrainingOrder order) {
        ChosenSteps.of(kit);
        if (!state().isActive()) {
            lastEpoch.set(false);
        }
        training.start(new TrainingReports(order), progress -> trainer.train(order, new Reporter(progress, lastEpoch::get)));
        return "";
    }

    /** Ends the training after the epoch that runs, and keeps its model. */
    String stop() {
        lastEpoch.set(true);
        events.publish(CHANGED);
        return "";
    }

    /** Ends the training at once, and keeps nothing. */
    String discard() {
        training.stop();
        return "";
    }

    @Override
    public void close() {
        training.close();
    }

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
     * @param run the name of the folder that it wrote; null unless it has finished
     * @param lastEpoch whether the user wants no further epoch
     */
    public record TrainingView(Phase phase, String message, String settings, int done, int epochs, String perplexity,
            String speed, String timeLeft, Chart chart, List<WrittenText> samples, List<String> notes, String run,
            boolean lastEpoch) {

        private static final int MAX_MESSAGE = 4_000;

        static TrainingView of(State<TrainingReports, String> state, boolean lastEpoch) {
            TrainingReports reports = state.progress();
            TrainingOrder order = reports.order();
            int all = order == null ? 0 : order.settings().epochs();
            int done = reports.epochs().size();
            EpochResult last = done == 0 ? null : reports.epochs().get(done - 1);
            List<WrittenText> samples = new ArrayList<>(reports.samples().stream().map(sample -> new WrittenText(sample.epoch(),
                    Printable.withVisibleEnd(Printable.of(sample.text())))).toList());
            Collections.reverse(samples);
            return new TrainingView(state.phase(), cut(Printable.of(state.message())),
                    order == null ? "" : RunRow.settings(order.settings()), done, all,
                    last == null ? "–" : RunRow.number("%.2f", last.perplexity()),
                    last == null ? "–" : RunRow.number("%,.0f", last.tokensPerSecond()),
                    ConsoleMonitor.timeLeft(reports.epochs(), all),
                    Chart.perplexity("Perplexity by epoch")
                            .line("first", reports.epochs().stream().mapToDouble(EpochResult::perplexity).toArray()).upTo(all),
                    samples, reports.notes(), state.phase() == Phase.FINISHED ? state.result() : null, lastEpoch);
        }

        private static String cut(String text) {
            return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
        }

        /** Tells whether the training is running. */
        public boolean isActive() {
            return phase.isActive();
        }

        /** Says what the training does, or how it ended. */
        public String words() {
            return switch (phase) {
                case IDLE -> "No training has run since the studio was started.";
                case RUNNING -> lastEpoch ? "The training ends after this epoch, and its model is kept."
                        : "The training is running.";
                case STOPPING -> "The training is being stopped.";
                case FINISHED -> "The training has finished" + (done < epochs ? ", after epoch " + done + " of " + epochs : "")
                        + ". Its model, its curve and its page are in runs/" + run + ".";
                case STOPPED -> "You have ended the training in epoch " + (done + 1) + " of " + epochs
                        + ". No model was kept.";
                case FAILED -> "The training has ended without a model.";
            };
        }
    }
}
