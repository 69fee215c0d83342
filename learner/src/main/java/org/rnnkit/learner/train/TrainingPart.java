package org.rnnkit.learner.train;

import io.javalin.http.Context;
import java.util.function.Predicate;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.background.BackgroundTask.Phase;
import org.rnnkit.learner.runs.ChosenSteps;
import org.rnnkit.learner.runs.RunsPart;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.TextSource;

/** The studio's page on which models are trained, compared and played with. */
public final class TrainingPart implements StudioPart {

    private static final String PROGRESSED = "training-progress";
    private static final String CHANGED = "training-state";

    private final Kit kit;
    private final Predicate<Step> fails;
    private final StudioEvents events;
    private final LiveTraining training;

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
     * Makes the part.
     *
     * @param kit the kit with the nine steps
     * @param events the live events
     * @param fails whether a step of the user does not pass its tests now
     */
    public TrainingPart(Kit kit, StudioEvents events, Predicate<Step> fails) {
        this(kit, events, fails, new StepsTrainer(kit, fails));
    }

    TrainingPart(Kit kit, StudioEvents events, Predicate<Step> fails, ModelTrainer trainer) {
        this.kit = kit;
        this.fails = fails;
        this.events = events;
        this.training = new LiveTraining(trainer, () -> events.publish(PROGRESSED), this::publishState);
    }

    private void publishState() {
        events.publish(CHANGED);
        events.publish(PROGRESSED);
        if (training.state().status().phase() == Phase.FINISHED) {
            events.publish(RunsPart.CHANGED);
        }
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("training", "Training", context -> page());
        routes.get("training/state", context -> state());
        routes.get("training/live", context -> live());
        routes.post("training/start", this::start);
        routes.post("training/stop", context -> stop());
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

    private TrainingView view() {
        return TrainingView.of(training.state());
    }

    String state() {
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
        training.start(order);
        return "";
    }

    String stop() {
        training.stop();
        return "";
    }

    @Override
    public void close() {
        training.close();
    }
}
