package org.rnnkit.learner.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.BackgroundWork.Phase;
import org.rnnkit.learner.background.BackgroundWork.Progress;
import org.rnnkit.learner.background.BackgroundWork.State;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentOrder;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentReports;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioPart.StudioRoutes;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.testkit.steps.Step;

/** The studio's page of experiments. */
public final class ExperimentsPart implements StudioPart {

    private static final String PROGRESSED = "experiment-progress";
    private static final String CHANGED = "experiment-state";

    private final Kit kit;
    private final Predicate<Step> fails;
    private final BiFunction<ExperimentOrder, Progress<ExperimentReports>, ExperimentPage> run;
    private final BackgroundWork<ExperimentReports, ExperimentPage> experiment;

    /**
     * The data of the page, for experiments.jte.
     *
     * @param before what is said and asked before the first one
     * @param state the experiment that runs or ran last
     */
    public record ExperimentsForm(List<Experiment> experiments, Before before,
            State<ExperimentReports, ExperimentPage> state) {}

    /**
     * What is said and asked before an experiment, for experiments-before.jte.
     *
     * @param sentences how large it is, and whose steps it would use
     */
    public record Before(ExperimentOrder order, List<String> sentences) {}

    /** Makes the part. */
    public ExperimentsPart(Kit kit, StudioEvents events, Predicate<Step> fails) {
        this(kit, events, fails, (order, progress) -> ExperimentRun.inStudio(kit, fails, order, progress));
    }

    ExperimentsPart(Kit kit, StudioEvents events, Predicate<Step> fails,
            BiFunction<ExperimentOrder, Progress<ExperimentReports>, ExperimentPage> run) {
        this.kit = kit;
        this.fails = fails;
        this.run = run;
        this.experiment = new BackgroundWork<>("An experiment", new ExperimentReports(null, 0, List.of()),
                () -> events.publish(PROGRESSED), () -> {
                    events.publish(CHANGED);
                    events.publish(PROGRESSED);
                });
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("experiments", "Experiments", context -> page());
        routes.get("experiments/sizes", context -> sizes(ExperimentOrder.of(context.queryParam("experiment"),
                context.queryParam("epochs"), context.queryParam("seeds"), context.queryParam("guess"))));
        routes.get("experiments/state", context -> state());
        routes.get("experiments/live", context -> live());
        routes.action("experiments/start", context -> start(ExperimentOrder.of(context.formParam("experiment"),
                context.formParam("epochs"), context.formParam("seeds"), context.formParam("guess"))));
        routes.action("experiments/stop", context -> stop());
    }

    String page() {
        Experiment first = Experiment.values()[0];
        return Pages.render("studio/experiments.jte", new ExperimentsForm(List.of(Experiment.values()),
                before(new ExperimentOrder(first, ExperimentOrder.USUAL_EPOCHS, ExperimentOrder.USUAL_SEEDS, null)),
                experiment.state()));
    }

    String sizes(ExperimentOrder order) {
        return Pages.render("studio/experiments-before.jte", before(order));
    }

    /** Says before an experiment how large it is, and whose steps it would use. */
    private Before before(ExperimentOrder order) {
        List<String> sentences = new ArrayList<>(order.experiment().sizes(ExperimentRun.TOKENS, order.epochs(),
                order.seeds()));
        try {
            sentences.add(order.experiment().steps(ChosenSteps.of(kit), fails));
        } catch (UsageException missing) {
            sentences.add(missing.getMessage());
        }
        return new Before(order, sentences);
    }

    String state() {
        return Pages.render("studio/experiments-state.jte", experiment.state());
    }

    String live() {
        return Pages.render("studio/experiments-live.jte", experiment.state());
    }

    /** Starts an experiment. */
    void start(ExperimentOrder order) {
        ChosenSteps.of(kit);
        experiment.start(new ExperimentReports(order, 0, List.of()), progress -> run.apply(order, progress));
    }

    void stop() {
        experiment.stop();
    }

    /** Says what an experiment does, or how it ended. */
    public static String words(Phase phase) {
        return switch (phase) {
            case IDLE -> "No experiment has run since the studio was started.";
            case RUNNING -> "The trainings are running.";
            case STOPPING -> "The experiment is being stopped.";
            case FINISHED -> "The experiment has finished.";
            case STOPPED -> "You have stopped the experiment. It has no result.";
            case FAILED -> "The experiment has ended without a result.";
        };
    }

    @Override
    public void close() {
        experiment.close();
    }
}
