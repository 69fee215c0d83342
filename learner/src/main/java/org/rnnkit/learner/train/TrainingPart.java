package org.rnnkit.learner.train;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.page.TrainingText;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.WorkPhase;
import org.rnnkit.learner.background.WorkState;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.testkit.steps.Step;
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
    private final AtomicReference<TrainingText> shown = new AtomicReference<>();

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
        TrainingText text = state().progress().text();
        if (text != null && !text.equals(shown.getAndSet(text))) {
            events.publish(WRITTEN);
        }
    }

    private void publishState() {
        events.publish(CHANGED);
        publishProgress();
        if (state().phase() == WorkPhase.FINISHED) {
            events.publish(RUNS_CHANGED);
        }
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("training", "Training", context -> page(context.queryParam("from")));
        routes.get("training/state", context -> {
            // A page that has waited for the end of the training goes on to the model.
            if (state().phase() == WorkPhase.FINISHED) {
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
    WorkState<TrainingReports, String> state() {
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
}
