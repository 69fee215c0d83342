package org.rnnkit.learner.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.WorkPhase;
import org.rnnkit.learner.background.WorkProgress;
import org.rnnkit.learner.background.WorkState;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.train.Reporter;
import org.rnnkit.learner.train.RunComparison;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList;
import org.rnnkit.learner.train.TrainingOrder;
import org.rnnkit.learner.train.TrainingReports;
import org.rnnkit.learner.train.TrainingRun;
import org.rnnkit.testkit.steps.Step;

/** The studio's page of experiments. The trainings of an experiment are ordinary ones: their folders in runs/ stay. */
public final class ExperimentsPart implements StudioPart {

    private static final String PROGRESSED = "experiment-progress";
    private static final String CHANGED = "experiment-state";

    private final Kit kit;
    private final Predicate<Step> fails;
    private final BiFunction<ExperimentTraining, Reporter, String> trainer;
    private final BackgroundWork<ExperimentProgress, List<String>> work;

    /** Makes the part. */
    public ExperimentsPart(Kit kit, StudioEvents events, Predicate<Step> fails) {
        this(kit, events, fails, (training, reporter) -> TrainingRun.train(kit, fails, training.order(Experiment.EPOCHS),
                training.name(), reporter));
    }

    /** Makes the part with another trainer, which returns the name of a new folder in runs/. */
    ExperimentsPart(Kit kit, StudioEvents events, Predicate<Step> fails,
            BiFunction<ExperimentTraining, Reporter, String> trainer) {
        this.kit = kit;
        this.fails = fails;
        this.trainer = trainer;
        this.work = new BackgroundWork<>("An experiment", new ExperimentProgress(null, List.of()),
                () -> events.publish(PROGRESSED), () -> {
                    events.publish(CHANGED);
                    events.publish(PROGRESSED);
                });
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("experiments", "Experiments", context -> page());
        routes.get("experiments/state", context -> state());
        routes.get("experiments/live", context -> live());
        routes.action("experiments/start/{name}", context -> start(Experiment.find(context.pathParam("name"))));
        routes.action("experiments/stop", context -> stop());
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
        return Pages.render("studio/experiments.jte", new ExperimentsForm(List.of(Experiment.values()), steps, possible,
                view()));
    }

    String state() {
        return Pages.render("studio/experiments-state.jte", view());
    }

    String live() {
        return Pages.render("studio/experiments-live.jte", view());
    }

    private ExperimentView view() {
        WorkState<ExperimentProgress, List<String>> state = work.state();
        RunList runs = RunList.read(RunFolder.parent(kit));
        return new ExperimentView(state, state.newResult() == null ? null
                : RunComparison.of(state.newResult().stream().map(runs::get).toList()));
    }

    /** Starts an experiment. */
    void start(Experiment experiment) {
        ChosenSteps.of(kit);
        work.start(new ExperimentProgress(experiment, List.of()), progress -> run(experiment, progress));
    }

    /** Runs the trainings one after the other, and returns the names of their folders. */
    private List<String> run(Experiment experiment, WorkProgress<ExperimentProgress> progress) {
        Reporter reporter = new Reporter(new RunningTraining(progress), () -> false);
        List<String> folders = new ArrayList<>();
        for (ExperimentTraining training : experiment.trainings()) {
            TrainingOrder order = training.order(Experiment.EPOCHS);
            progress.update(all -> all.with(new TrainingReports(order)));
            folders.add(trainer.apply(training, reporter));
        }
        return folders;
    }

    /** The progress of the training that runs, as a part of the experiment's. */
    private record RunningTraining(WorkProgress<ExperimentProgress> whole) implements WorkProgress<TrainingReports> {

        @Override
        public void update(UnaryOperator<TrainingReports> change) {
            whole.update(all -> all.withChange(change));
        }

        @Override
        public void requireWanted() {
            whole.requireWanted();
        }
    }

    void stop() {
        work.stop();
    }

    /** Says what an experiment does, or how it ended. */
    public static String words(WorkPhase phase) {
        return switch (phase) {
            case IDLE -> "No experiment has run since the studio was started.";
            case RUNNING -> "The trainings are running.";
            case STOPPING -> "The experiment is being stopped.";
            case FINISHED -> "The experiment has finished.";
            case STOPPED -> "You have stopped the experiment. The trainings that had ended are on the page Training.";
            case FAILED -> "The experiment has ended without a result.";
        };
    }

    @Override
    public void close() {
        work.close();
    }
}
