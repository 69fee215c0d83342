package org.rnnkit.grader.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.Worker;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerReply;
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
        this.classPath = Stream.concat(kit.built().classPath(TrainingWorker.class, WrappedModel.class).stream(),
                Stream.of(steps)).toList();
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
     * @param progress receives the result of every epoch, the measurements on the text held out, and the samples
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
        try (Worker worker = new Worker(sandbox, settings(setup, textFile), line -> notes.accept(WorkerText.of(line)))) {
            WorkerReply<TrainingAnswer> reply = worker.ask(request, TrainingAnswer.class, limit, EpochProgress.class, news -> {
                relay(news, setup.settings().epochs(), progress, notes);
                if (progress.isLastEpoch()) {
                    Uncheck.run(() -> Files.write(stopFile, new byte[0]));
                }
            });
            return timed(reply, saveTo == null);
        }
    }

    private static TimedAnswer timed(WorkerReply<TrainingAnswer> reply, boolean isGraded) {
        if (reply.exit() != null) {
            reply.exit().requireBegun();
        }
        TrainingAnswer answer = reply.answer().orElseGet(
                () -> TrainingAnswer.failed(FailureSource.STEPS, reply.exit().cause()));
        // Once the steps' code runs a failure is taken for the steps' own in a grading.
        if (answer.failure() != null && !(isGraded && reply.seconds() > 0)) {
            WorkerExit.raise(answer.failure());
        }
        return new TimedAnswer(answer, reply.seconds(), reply.answer().isPresent());
    }

    private WorkerSettings settings(TrainingSetup setup, Path textFile) {
        return WorkerSettings.of(TrainingWorker.class, classPath, scratch).withReadable(List.of(textFile))
                .withEngine(setup.engine().device() != DeviceName.CPU, EngineSettings.ENVIRONMENT);
    }

    /** Passes on news of the worker's; impossible ones are dropped. */
    static void relay(EpochProgress news, int epochs, EpochListener progress, Consumer<String> notes) {
        boolean possible = news.epoch() >= 1 && news.epoch() <= epochs;
        if (news.note() != null) {
            notes.accept(news.note());
        } else if (news.result() != null && possible) {
            progress.epochFinished(news.epoch(), news.result());
        } else if (news.heldOut() != null && possible) {
            progress.heldOutMeasured(news.epoch(), news.heldOut());
        } else if (news.sample() != null && possible) {
            progress.sampleWritten(news.epoch(), news.sample());
        }
    }
}
