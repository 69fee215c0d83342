package org.rnnkit.learner.background;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerInput;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.worker.StepsAnswer;
import org.rnnkit.learner.worker.StepsWorker;
import org.rnnkit.toolkit.EngineSettings;

/**
 * A process that works with a learner's own steps: it gets a request, prints lines while it works, and answers. It has no
 * sandbox. Its main method calls {@link StepsWorker}.
 */
public final class StepsProcess {

    /** It lives as long as the user wants. */
    private static final Duration LIMIT = Duration.ofDays(365);

    private final String failure;
    private final Path folder;
    private final WorkerProcess process;

    /**
     * Describes a process, without starting it.
     *
     * @param failure the beginning of the message of a {@link StepsFailure}, such as "The steps failed in a training: "
     * @param steps the folders with the classes of the steps
     * @param main the main class; the process also has the other classes of its package
     */
    public StepsProcess(String failure, Kit kit, Path scratch, List<Path> steps, Class<?> main, Class<?>... members) {
        this.failure = failure;
        this.folder = Scratch.createSubfolder(scratch, main.getSimpleName());
        Class<?>[] packages = Stream.concat(Stream.of(StepsWorker.class), Stream.of(members)).toArray(Class<?>[]::new);
        this.process = new WorkerProcess(Sandbox.none(), WorkerSettings.of(main, WorkerJar.path(kit,
                WorkerJar.of(main, packages), steps), folder).withEngine(false, EngineSettings.ENVIRONMENT));
    }

    /**
     * Runs the process until it has answered. An interrupt of this thread ends it.
     *
     * @param lines receives each line that the process prints; the steps can print lines, too
     */
    public <A> A run(Object request, WorkerInput more, Class<A> type, Consumer<String> lines) {
        WorkerCall<StepsAnswer> call = new WorkerCall<>(request, StepsAnswer.class, folder);
        WorkerExit exit = process.run(call, more, LIMIT, lines, line -> { });
        Optional<StepsAnswer> answer = call.answer();
        if (answer.isPresent() && answer.get().failure() != null) {
            WorkerExit.raise(answer.get().failure());
            throw failure(answer.get().failure().message());
        }
        return answer.flatMap(given -> read(given, type)).orElseThrow(() -> {
            exit.requireReady();
            return failure("Your code " + exit.cause());
        });
    }

    private StepsFailure failure(String reason) {
        return new StepsFailure(failure + reason);
    }

    /** Reads a result. The steps' code can send one that is out of bounds. */
    private static <A> Optional<A> read(StepsAnswer answer, Class<A> type) {
        try {
            return Optional.ofNullable(Messages.JSON.treeToValue(answer.result(), type));
        } catch (JsonProcessingException | IllegalArgumentException outOfBounds) {
            return Optional.empty();
        }
    }
}
