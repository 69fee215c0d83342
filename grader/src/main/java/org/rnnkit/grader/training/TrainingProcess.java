package org.rnnkit.grader.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerClasses;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.training.EpochProgress;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingOutcome;
import org.rnnkit.grader.worker.training.TrainingRequest;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.grader.worker.training.TrainingWorker;
import org.rnnkit.toolkit.DeviceName;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TrainingMonitor;

/** A training with nine steps, in a process of its own. */
public final class TrainingProcess {

    private final Sandbox confinement;
    private final Path scratch;
    private final List<Path> classPath;
    private final Duration limit;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param confinement what the steps' code is kept in
     * @param scratch a folder to write to
     * @param steps the classes of the nine steps
     * @param limit how long a run may take
     */
    public TrainingProcess(Kit kit, Sandbox confinement, Path scratch, Path steps, Duration limit) {
        this.confinement = confinement;
        this.scratch = Scratch.subfolder(scratch, "training");
        Path workers = WorkerClasses.copy(this.scratch, TrainingWorker.class, ProbePayload.class);
        this.classPath = WorkerClasses.path(kit, workers, List.of(steps));
        this.limit = limit;
    }

    /**
     * Complains about a text that is too short.
     *
     * @param text the text
     * @param settings what is to be trained with it
     * @throws UsageException if it does not make one minibatch
     */
    public static void requireEnough(Text text, Hyperparameters settings) {
        int tokens = Math.min(settings.tokens(), text.characters().length());
        if (tokens <= (long) settings.batchSize() * settings.numSteps()) {
            throw new UsageException("The text is too short for one minibatch: " + settings.batchSize() + " × "
                    + settings.numSteps() + " tokens and one more are needed, there are " + tokens
                    + ". Take a longer text (train can also do with a smaller batch, fewer steps or more --tokens).");
        }
    }

    /**
     * Trains.
     *
     * @param text the text
     * @param setup the training's setup; where it is by hand, step 12 is among the steps
     * @param saveTo the folder for the trained model; null if it is not kept
     * @param monitor told of every epoch
     * @param notes told of what the user should know, and of what the steps print
     * @return what it came to, and how long it took by the grader's clock
     */
    public Trained train(Text text, TrainingSetup setup, Path saveTo, TrainingMonitor monitor,
            Consumer<String> notes) {
        requireEnough(text, setup.settings());
        TrainingRequest request = new TrainingRequest(setup, textFile(text), text.source(),
                saveTo == null ? null : saveTo.toString());
        WorkerCall<TrainingOutcome> call = new WorkerCall<>(request, TrainingOutcome.class, scratch);
        WorkerExit end = worker(setup).run(call, WorkerProcess.Input.NONE, limit,
                line -> relay(line, setup.settings().epochs(), monitor, notes), notes);
        TrainingOutcome outcome = call.answerOr(end, cause -> TrainingOutcome.failed(WorkerFailure.Source.STEPS, cause));
        // Once the steps' code runs, all that a grading hears is theirs.
        if (outcome.failure() != null && !(end.ready() && saveTo == null)) {
            WorkerExit.raise(outcome.failure());
        }
        return new Trained(outcome, end.seconds());
    }

    /**
     * What a training came to.
     *
     * @param outcome what the steps' process says
     * @param seconds how long it took by this process's clock, from the steps' first line to their last
     */
    public record Trained(TrainingOutcome outcome, double seconds) {}

    private WorkerProcess worker(TrainingSetup setup) {
        return new WorkerProcess(confinement, WorkerSettings.of(TrainingWorker.class, classPath, scratch)
                .withEngine(setup.engine().device() != DeviceName.CPU, EngineSettings.ENVIRONMENT));
    }

    private String textFile(Text text) {
        try {
            return Files.writeString(scratch.resolve("text.txt"), text.characters()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + scratch, e);
        }
    }

    /** A line is believed only as far as it makes sense. */
    private static void relay(String line, int epochs, TrainingMonitor monitor, Consumer<String> notes) {
        try {
            EpochProgress progress = Messages.JSON.readValue(line, EpochProgress.class);
            if (progress == null) {
                return; // "null" is JSON, too
            }
            if (progress.note() != null) {
                notes.accept(progress.note());
            } else if (progress.result() != null && progress.epoch() >= 1 && progress.epoch() <= epochs) {
                monitor.epochFinished(progress.epoch(), progress.result());
            }
        } catch (JsonProcessingException ignored) {
            // Not one of the worker's lines.
        }
    }
}
