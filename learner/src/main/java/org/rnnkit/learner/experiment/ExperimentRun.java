package org.rnnkit.learner.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.learner.experiment.worker.ExperimentOutcome;
import org.rnnkit.learner.experiment.worker.ExperimentRequest;
import org.rnnkit.learner.experiment.worker.ExperimentWorker;
import org.rnnkit.learner.experiment.worker.Variant;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.Text;

/** A runner of experiments, each in a process of its own. */
public final class ExperimentRun {

    /** The number of characters to train on, as in the chapter, if the text has as many. */
    public static final int TOKENS = 10_000;

    private final Path scratch;
    private final List<Path> classPath;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param scratch a folder to write to
     * @param steps the classes of the nine steps
     */
    public ExperimentRun(Kit kit, Path scratch, Path steps) {
        this.scratch = Scratch.createSubfolder(scratch, "experiment");
        this.classPath = WorkerJar.path(kit, WorkerJar.of(ExperimentWorker.class), List.of(steps));
    }

    /**
     * Runs an experiment.
     *
     * @param variants the trainings
     * @param seeds the number of runs of each variant
     * @param epochs the number of epochs of each run
     * @param text the text to train on
     * @param finished called after each epoch
     * @return the runs of all variants
     */
    public ExperimentOutcome run(List<Variant> variants, int seeds, int epochs, Text text, Runnable finished) {
        Path textFile = scratch.resolve("text.txt");
        OutputFile.write(text.characters(), textFile);
        ExperimentRequest request = new ExperimentRequest(variants, seeds, epochs, textFile.toString(), TOKENS);
        WorkerCall<ExperimentOutcome> call = new WorkerCall<>(request, ExperimentOutcome.class, scratch);
        WorkerExit end = new WorkerProcess(Sandbox.none(), WorkerSettings.of(ExperimentWorker.class, classPath, scratch)
                .withEngine(false, EngineSettings.ENVIRONMENT)).run(call, WorkerProcess.Input.NONE, Duration.ofDays(1),
                line -> finished.run(), line -> { });
        ExperimentOutcome outcome = call.answerOr(end,
                cause -> new ExperimentOutcome(List.of(), new WorkerFailure(WorkerFailure.Source.STEPS, cause)));
        if (outcome.failure() != null) {
            WorkerExit.raise(outcome.failure());
            return outcome;
        }
        return outcome.has(variants.size(), seeds, epochs) ? outcome : new ExperimentOutcome(List.of(),
                new WorkerFailure(WorkerFailure.Source.STEPS, "their process sent a result that is not complete"));
    }
}
