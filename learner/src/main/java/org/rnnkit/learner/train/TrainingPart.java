package org.rnnkit.learner.train;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.page.TrainingPage.WrittenText;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingAnswer.Excerpt;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.BackgroundWork.Phase;
import org.rnnkit.learner.background.BackgroundWork.State;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioPart.StudioRoutes;
import org.rnnkit.learner.train.RunList.RunComparison;
import org.rnnkit.learner.train.RunList.RunRow;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.TextSource;

/** The studio's page on which models are trained, compared and played with. */
public final class TrainingPart implements StudioPart {

    private static final String PROGRESSED = "training-progress";
    private static final String CHANGED = "training-state";
    private static final String WRITTEN = "training-text";
    private static final String RUNS_CHANGED = "runs";

    private final Kit kit;
    private final Predicate<Step> fails;
    private final StudioEvents events;
    private final BiFunction<TrainingOrder, Reporter, String> trainer;
    private final BackgroundWork<TrainingReports, String> training;
    /** True after the user asked to stop after this epoch and to keep the model. */
    private final AtomicBoolean lastEpoch = new AtomicBoolean();
    private final AtomicReference<WrittenText> shown = new AtomicReference<>();

    /**
     * The data of the page, for training.jte.
     *
     * @param steps one or two sentences that say whose steps train, and which of them fail
     * @param possible whether a training can start
     * @param gru step 13, if its network can be trained instead; null if not
     * @param runs the trainings that a new one can go on from
     * @param chosen the name of the one to go on from, or the kind of model; empty for the usual training
     * @param usualText the text that ./rnnkit train would take
     */
    public record TrainingForm(String steps, boolean possible, Step gru, List<RunRow> runs, String chosen, String usualText,
            TrainingView training) {}

    /**
     * The data of the page of one training, for yours.jte.
     *
     * @param textNote what to know about the text; empty if there is nothing
     * @param excerpt a text that the model has read; null if the folder has none
     * @param curves its curve beside those of the trainings before it
     * @param steps the nine steps
     * @param gru step 13, if its network can be trained instead; null if not
     */
    public record YoursPage(RunRow run, String textNote, Excerpt excerpt, RunComparison curves, List<Step> steps, Step gru) {}

    /** Makes the part. */
    public TrainingPart(Kit kit, StudioEvents events, Predicate<Step> fails) {
        this(kit, events, fails, (order, reporter) -> TrainingRun.train(kit, fails, order, "train", reporter));
    }

    /** Makes the part with another trainer, which returns the name of a new folder in runs/. */
    TrainingPart(Kit kit, StudioEvents events, Predicate<Step> fails, BiFunction<TrainingOrder, Reporter, String> trainer) {
        this.kit = kit;
        this.fails = fails;
        this.events = events;
        this.trainer = trainer;
        this.training = new BackgroundWork<>("A training", new TrainingReports(null), this::publishProgress,
                this::publishState);
    }

    private void publishProgress() {
        events.publish(PROGRESSED);
        WrittenText text = state().progress().text();
        if (text != null && !text.equals(shown.getAndSet(text))) {
            events.publish(WRITTEN);
        }
    }

    private void publishState() {
        events.publish(CHANGED);
        publishProgress();
        if (state().phase() == Phase.FINISHED) {
            events.publish(RUNS_CHANGED);
        }
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("training", "Training", context -> page(context.queryParam("from")));
        routes.get("training/state", context -> {
            // A page that has waited for the end of the training goes on to the model.
            if (state().phase() == Phase.FINISHED) {
                context.header("HX-Redirect", "yours/" + state().result());
            }
            return phase();
        });
        routes.get("training/live", context -> live());
        routes.get("training/text", context -> text());
        routes.page("yours/{run}", "This is yours", context -> yours(context.pathParam("run")));
        routes.file("yours/{run}/training.html", this::sendPage);
        routes.action("training/start", context -> start(order(context)));
        routes.action("training/stop", context -> stop());
        routes.action("training/discard", context -> discard());
        routes.get("runs", context -> runs());
        routes.get("runs/comparison", context -> comparison(context.queryParams("run")));
    }

    String page(String from) {
        String steps;
        boolean possible = true;
        try {
            steps = ChosenSteps.of(kit).note(fails);
        } catch (UsageException missing) {
            steps = missing.getMessage();
            possible = false;
        }
        return Pages.render("studio/training.jte", new TrainingForm(steps, possible, gru(),
                RunList.read(RunFolder.parent(kit)).rows(), from == null ? "" : from,
                TextSource.outlook(), view()));
    }

    /** Returns step 13 if the learner has written it, so that its network can be trained; null if not. */
    private Step gru() {
        Submission own = new Intake(ChosenSteps.kit(kit, ModelFactory.GRU)).take(Layout.EXERCISES);
        return ChosenSteps.gru().filter(step -> own.isWritten(step) && !fails.test(step)).orElse(null);
    }

    /** Makes the page of a training. */
    String yours(String name) {
        RunList list = RunList.read(RunFolder.parent(kit));
        RunFolder run = list.get(name);
        List<RunFolder> before = list.runs().subList(list.runs().indexOf(run), list.runs().size());
        return Pages.render("studio/yours.jte", new YoursPage(RunRow.of(run), run.textNote(),
                run.history().map(TrainingAnswer::excerpt).orElse(null),
                RunComparison.of(before.subList(0, Math.min(RunComparison.MAX_RUNS, before.size()))), kit.steps(),
                gru()));
    }

    /** Sends the page that a training has written, to be saved: nothing in it may act in the studio's name. */
    private void sendPage(Context context) throws IOException {
        Path page = RunList.read(RunFolder.parent(kit)).get(context.pathParam("run")).folder().resolve(TrainingPage.FILE);
        if (!Files.isRegularFile(page, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException("This training has no page.");
        }
        context.header("Content-Disposition", "attachment; filename=\"" + TrainingPage.FILE + "\"")
                .contentType("text/html; charset=utf-8").result(Files.readAllBytes(page));
    }

    /** Returns the list of the trainings in runs/. */
    String runs() {
        return Pages.render("studio/runs.jte", RunList.read(RunFolder.parent(kit)));
    }

    String comparison(List<String> names) {
        RunList list = RunList.read(RunFolder.parent(kit));
        List<RunFolder> chosen = names.stream().distinct().map(list::get).toList();
        if (chosen.size() < 2 || chosen.size() > RunComparison.MAX_RUNS) {
            throw new UsageException("Choose two to four trainings to compare. You have chosen " + chosen.size() + ".");
        }
        return Pages.render("studio/runs-comparison.jte", RunComparison.of(chosen));
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

    String text() {
        return Pages.render("studio/training-text.jte", view());
    }

    private TrainingOrder order(Context context) {
        String from = context.formParam("from");
        return from == null || from.isEmpty() || from.equals(ModelFactory.GRU)
                ? TrainingOrder.of(name -> context.formParam(name.equals("model") ? "from" : name))
                : TrainingOrder.after(RunList.read(RunFolder.parent(kit)).get(from).earlier(), context.formParam("epochs"));
    }

    /** Starts a training. */
    void start(TrainingOrder order) {
        order.steps(ChosenSteps.kit(kit, order.model()));
        if (!state().isActive()) {
            lastEpoch.set(false);
        }
        training.start(new TrainingReports(order), progress -> trainer.apply(order, new Reporter(progress, lastEpoch::get)));
    }

    /** Ends the training after the epoch that runs, and keeps its model. */
    void stop() {
        lastEpoch.set(true);
        events.publish(CHANGED);
    }

    /** Ends the training at once, and keeps nothing. */
    void discard() {
        training.stop();
    }

    @Override
    public void close() {
        training.close();
    }

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
    public record TrainingView(State<TrainingReports, String> state, String settings, int done, int epochs, String perplexity,
            String speed, String timeLeft, Chart chart, WrittenText text, List<WrittenText> samples, boolean lastEpoch) {

        static TrainingView of(State<TrainingReports, String> state, boolean lastEpoch) {
            TrainingReports reports = state.progress();
            TrainingOrder order = reports.order();
            int all = order == null ? 0 : order.allEpochs();
            int done = reports.epochs().size();
            EpochResult last = done == 0 ? null : reports.epochs().get(done - 1);
            List<WrittenText> samples = new ArrayList<>(reports.samples().stream().map(TrainingView::printable).toList());
            Collections.reverse(samples);
            return new TrainingView(state, order == null ? "" : RunRow.settings(order.settings().withEpochs(all)), done, all,
                    last == null ? "–" : RunRow.number("%.2f", last.perplexity()),
                    last == null ? "–" : RunRow.number("%,.0f", last.tokensPerSecond()),
                    ConsoleMonitor.timeLeft(reports.epochs(), all),
                    Chart.perplexity("Perplexity by epoch")
                            .line("first", reports.epochs().stream().mapToDouble(EpochResult::perplexity).toArray()).upTo(all),
                    reports.text() == null ? null : printable(reports.text()), samples, lastEpoch);
        }

        private static WrittenText printable(WrittenText sample) {
            return new WrittenText(sample.epoch(), Printable.withVisibleEnd(Printable.of(sample.text())));
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
}
