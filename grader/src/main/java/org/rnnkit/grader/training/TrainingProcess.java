package org.rnnkit.grader.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerInput;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.process.WorkerText;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.FailureSource;
import org.rnnkit.grader.worker.training.EpochProgress;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingRequest;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.grader.worker.training.TrainingWorker;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.DeviceName;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.Text;

/** A training with nine steps in a separate process. */
public final class TrainingProcess {

    private final Sandbox sandbox;
    private final Path scratch;
    private final List<Path> classPath;
    private final Duration limit;

    /**
     * Makes a training, without starting it.
     *
     * @param scratch a folder to write to
     * @param steps the classes of the nine steps
     * @param limit how long a run may take
     */
    public TrainingProcess(Kit kit, Sandbox sandbox, Path scratch, Path steps, Duration limit) {
        this.sandbox = sandbox;
        this.scratch = Scratch.createSubfolder(scratch, "training");
        this.classPath = WorkerJar.path(kit,
                WorkerJar.of(TrainingWorker.class, WrappedModel.class), List.of(steps));
        this.limit = limit;
    }

    /**
     * Checks that a text is long enough.
     *
     * @throws UsageException if it has not enough tokens for one minibatch
     */
    public static void requireEnough(Text text, Hyperparameters settings) {
        int tokens = Math.min(settings.tokens(), text.characters().length());
        if (tokens <= (long) settings.batchSize() * settings.numSteps()) {
            throw new UsageException("The text is too short for one minibatch: " + settings.batchSize() + " × "
                    + settings.numSteps() + " tokens and one more are needed, and it has " + tokens + ". Use a longer text; "
                    + "with ./rnnkit train, a smaller batch, fewer steps or more --tokens help as well.");
        }
    }

    /**
     * Trains the model and waits for the end.
     *
     * @param saveTo the folder for the trained model; null if it is not saved
     * @param progress receives the result of every epoch, and the samples
     * @param notes receives the lines for the user, and the lines that the steps print
     * @throws UsageException if the user asked for something that can't be done
     * @throws GraderException if the machine or the kit is to blame
     */
    public TimedAnswer train(Text text, TrainingSetup setup, Path saveTo, EpochListener progress,
            Consumer<String> notes) {
        requireEnough(text, setup.settings());
        Path textFile = Uncheck.get(() -> Files.writeString(scratch.resolve("text.txt"), text.characters()),
                () -> "can't write to " + scratch);
        Path stopFile = scratch.resolve("stop");
        TrainingRequest request = new TrainingRequest(setup, textFile.toString(), text.source(),
                saveTo == null ? null : saveTo.toString(), saveTo == null ? null : stopFile.toString());
        WorkerCall<TrainingAnswer> call = new WorkerCall<>(request, TrainingAnswer.class, scratch);
        WorkerExit exit = worker(setup, textFile).run(call, WorkerInput.NONE, limit,
                line -> {
                    relay(line, setup.settings().epochs(), progress, notes);
                    if (progress.isLastEpoch()) {
                        Uncheck.run(() -> Files.write(stopFile, new byte[0]));
                    }
                }, line -> notes.accept(WorkerText.of(line)));
        Optional<TrainingAnswer> received = call.answer();
        if (received.isEmpty()) {
            exit.requireReady();
        }
        TrainingAnswer answer = received.orElseGet(() -> TrainingAnswer.failed(FailureSource.STEPS, exit.cause()));
        // Once the steps' code runs it can forge a failure, so a grading always takes it for the steps' own.
        if (answer.failure() != null && !(exit.ready() && saveTo == null)) {
            WorkerExit.raise(answer.failure());
        }
        return new TimedAnswer(answer, exit.seconds(), received.isPresent());
    }

    private WorkerProcess worker(TrainingSetup setup, Path textFile) {
        return new WorkerProcess(sandbox, WorkerSettings.of(TrainingWorker.class, classPath, scratch)
                .withReadable(List.of(textFile))
                .withEngine(setup.engine().device() != DeviceName.CPU, EngineSettings.ENVIRONMENT));
    }

    /** Passes on a line of the worker's. The steps' code can print such lines too, so impossible ones are dropped. */
    static void relay(String line, int epochs, EpochListener progress, Consumer<String> notes) {
        try {
            EpochProgress message = WorkerText.JSON.readValue(line, EpochProgress.class);
            if (message == null) {
                return; // the line "null" is valid JSON
            }
            boolean possible = message.epoch() >= 1 && message.epoch() <= epochs;
            if (message.note() != null) {
                notes.accept(message.note());
            } else if (message.result() != null && possible) {
                progress.epochFinished(message.epoch(), message.result());
            } else if (message.sample() != null && possible) {
                progress.sampleWritten(message.epoch(), message.sample());
            }
        } catch (JsonProcessingException ignored) {
            // Not one of the worker's lines.
        }
    }
}
