package org.rnnkit.learner.play;

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
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.grader.worker.training.TrainingSetup.EngineChoice;
import org.rnnkit.learner.play.worker.GenerationOutcome;
import org.rnnkit.learner.play.worker.GenerationRequest;
import org.rnnkit.learner.play.worker.GenerationWorker;
import org.rnnkit.toolkit.DeviceChoice.DeviceName;
import org.rnnkit.toolkit.EngineSettings;

/** A runner that lets a saved model write once, in a process of its own. */
public final class GenerationRun {


    private final Path scratch;
    private final List<Path> classPath;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param scratch a folder to write to
     * @param steps the classes of the nine steps, and of the one that draws characters, if it is used
     */
    public GenerationRun(Kit kit, Path scratch, Path steps) {
        this.scratch = Scratch.createSubfolder(scratch, "generation");
        this.classPath = WorkerJar.path(kit, WorkerJar.of(GenerationWorker.class, ModelFactory.class), List.of(steps));
    }

    /**
     * Lets a saved model write.
     *
     * @param model the folder of the saved model
     * @param concise whether the model is the toolkit's concise one
     * @param prefix the beginning of the text
     * @param length the number of characters to write
     * @param temperature 0 takes the most likely character each time, 1 draws with the model's probabilities, more is wilder
     * @param sampling the full name of the step's class that draws the characters; null to draw them without it
     * @return the prefix and its continuation
     */
    public GenerationOutcome generate(Path model, boolean concise, String prefix, int length, double temperature,
            String sampling) {
        GenerationRequest request = new GenerationRequest(model.toString(),
                new EngineChoice(DeviceName.CPU, EngineSettings.DEFAULT_THREADS), concise, prefix, length, temperature,
                sampling);
        WorkerCall<GenerationOutcome> call = new WorkerCall<>(request, GenerationOutcome.class, scratch);
        WorkerExit end = new WorkerProcess(Sandbox.none(), WorkerSettings.of(GenerationWorker.class, classPath, scratch)
                .withEngine(false, EngineSettings.ENVIRONMENT))
                .run(call, WorkerProcess.Input.NONE, Duration.ofDays(365), line -> { }, line -> { });
        GenerationOutcome outcome = call.answerOr(end,
                cause -> new GenerationOutcome(null, 0, new WorkerFailure(WorkerFailure.Source.STEPS, cause)));
        if (outcome.failure() != null) {
            WorkerExit.raise(outcome.failure());
        }
        return outcome;
    }
}
