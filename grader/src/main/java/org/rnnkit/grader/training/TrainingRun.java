package org.rnnkit.grader.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.grader.error.WrongUse;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.Call;
import org.rnnkit.grader.process.WorkerClasses;
import org.rnnkit.grader.process.WorkerEnd;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.sandbox.Confinement;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.Failure;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.probe.Values;
import org.rnnkit.grader.worker.training.EngineChoice;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.Progress;
import org.rnnkit.grader.worker.training.TrainingOutcome;
import org.rnnkit.grader.worker.training.TrainingRequest;
import org.rnnkit.grader.worker.training.TrainingWorker;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TrainingMonitor;

/** A training with nine steps, in a process of its own. */
public final class TrainingRun {

    private static final int HEAP_MEGABYTES = 1_024;

    private final Confinement confinement;
    private final Path scratch;
    private final List<Path> classPath;
    private final EngineChoice engine;
    private final boolean concise;
    private final Duration limit;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param confinement what the steps' code is kept in
     * @param scratch a folder to write to
     * @param steps the classes of the nine steps
     * @param engine what to compute with
     * @param concise whether the model is the toolkit's concise one instead of step 5's
     * @param limit how long a run may take
     */
    public TrainingRun(Kit kit, Confinement confinement, Path scratch, Path steps, EngineChoice engine, boolean concise,
            Duration limit) {
        this.confinement = confinement;
        this.scratch = Scratch.subfolder(scratch, "training");
        Path workers = WorkerClasses.copy(this.scratch, TrainingWorker.class, Values.class);
        this.classPath = WorkerClasses.path(kit, workers, List.of(steps));
        this.engine = engine;
        this.concise = concise;
        this.limit = limit;
    }

    /**
     * Complains about a text that is too short.
     *
     * @param text the text
     * @param settings what is to be trained with it
     * @throws WrongUse if it does not make one minibatch
     */
    public static void demandEnough(Text text, Hyperparameters settings) {
        int tokens = Math.min(settings.tokens(), text.characters().length());
        if (tokens <= (long) settings.batchSize() * settings.numSteps()) {
            throw new WrongUse("The text is too short for one minibatch: " + settings.batchSize() + " × "
                    + settings.numSteps() + " tokens and one more are needed, there are " + tokens
                    + ". Take a longer text (train can also do with a smaller batch, fewer steps or more --tokens).");
        }
    }

    /**
     * Trains.
     *
     * @param text the text
     * @param settings what the training is like
     * @param byHand whether step 12, which is among the steps then, takes the gradient collector's place
     * @param saveTo the folder for the trained model; null if it is not kept
     * @param monitor told of every epoch
     * @param notes told of what the user should know, and of what the steps print
     * @return what it came to, and how long it took by the grader's clock
     */
    public Trained train(Text text, Hyperparameters settings, boolean byHand, Path saveTo, TrainingMonitor monitor,
            Consumer<String> notes) {
        demandEnough(text, settings);
        TrainingRequest request = new TrainingRequest(settings, engine, concise, byHand, textFile(text),
                text.source(), saveTo == null ? null : saveTo.toString());
        Call<TrainingOutcome> call = new Call<>(request, TrainingOutcome.class, scratch);
        WorkerEnd end = worker().run(call, WorkerProcess.Input.NONE, limit,
                line -> relay(line, settings.epochs(), monitor, notes), notes);
        TrainingOutcome outcome = call.answerOr(end, cause -> TrainingOutcome.failed(Failure.Source.STEPS, cause));
        // Once the steps' code runs, all that a grading hears is theirs.
        if (outcome.failure() != null && !(end.ready() && saveTo == null)) {
            WorkerEnd.raise(outcome.failure());
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

    private WorkerProcess worker() {
        boolean gpu = !engine.device().equals("cpu");
        return new WorkerProcess(confinement, TrainingWorker.class, classPath, scratch, HEAP_MEGABYTES, gpu,
                EngineSettings.ENVIRONMENT);
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
            Progress progress = Messages.JSON.readValue(line, Progress.class);
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
