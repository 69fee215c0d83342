package org.rnnkit.learner.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.learner.play.worker.PlayEnd;
import org.rnnkit.learner.play.worker.PlayRequest;
import org.rnnkit.learner.play.worker.PlayStart;
import org.rnnkit.learner.play.worker.PlayWorker;

/** A runner that lets a trained model write again and again, in one process that stays warm. */
public final class PlayRun {


    private final Path scratch;
    private final List<Path> classPath;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param scratch a folder to write to
     * @param steps the classes of the nine steps
     */
    public PlayRun(Kit kit, Path scratch, Path steps) {
        this.scratch = Scratch.createSubfolder(scratch, "play");
        this.classPath = WorkerJar.path(kit, WorkerJar.of(PlayWorker.class, ModelFactory.class), List.of(steps));
    }

    /**
     * Serves requests until there are no more.
     *
     * @param model the folder of the trained model
     * @param concise whether the model is the toolkit's concise one
     * @param requests supplies the next request, after the previous answer is complete; empty to end
     * @param text receives each character as it is written
     * @return the failure, if there was one
     */
    public Optional<WorkerFailure> play(Path model, boolean concise, Supplier<Optional<PlayRequest>> requests,
            Consumer<String> text) {
        Semaphore answered = new Semaphore(1);
        WorkerCall<PlayEnd> call = new WorkerCall<>(new PlayStart(model.toString(), concise), PlayEnd.class, scratch);
        WorkerProcess.Input input = in -> {
            while (true) {
                answered.acquire();
                Optional<PlayRequest> request = requests.get();
                if (request.isEmpty()) {
                    return;
                }
                Messages.send(request.get(), in);
            }
        };
        WorkerExit end = new WorkerProcess(Sandbox.none(), WorkerSettings.of(PlayWorker.class, classPath, scratch))
                .run(call, input, Duration.ofDays(365), line -> take(line, answered, text), line -> { });
        return Optional.ofNullable(call.answerOr(end, cause
                -> new PlayEnd(new WorkerFailure(WorkerFailure.Source.STEPS, cause)))
                .failure());
    }

    private static void take(String line, Semaphore answered, Consumer<String> text) {
        if (line.equals(PlayWorker.END)) {
            answered.release();
            return;
        }
        try {
            text.accept(Messages.JSON.readValue(line, String.class));
        } catch (JsonProcessingException ignored) {
            // The line is not the worker's own.
        }
    }
}
