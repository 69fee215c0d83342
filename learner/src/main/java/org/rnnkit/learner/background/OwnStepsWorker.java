package org.rnnkit.learner.background;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.Worker;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.process.WorkerText;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.step.TestProblem;
import org.rnnkit.learner.worker.StepsAnswer;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.EngineSettings;

/** A warm process that works with a learner's own steps, without a sandbox. */
public final class OwnStepsWorker implements AutoCloseable {

    private final String failure;
    private final Worker worker;

    /**
     * Starts a process, which gets ready in the background.
     *
     * @param failure the beginning of the message of a {@link StepsFailure}, such as "The steps failed while writing: "
     * @param scratch a folder to write to
     * @param steps the jar with the classes of the steps
     * @param main the main class; the process also has the other classes of its package
     * @param members one class of each further package
     */
    public OwnStepsWorker(String failure, Kit kit, Path scratch, Path steps, Class<?> main, Class<?>... members) {
        this.failure = failure;
        Class<?>[] packages = Stream.concat(Stream.of(StepsAnswer.class, TestProblem.class), Stream.of(members))
                .toArray(Class<?>[]::new);
        // The test kit has the limit of endless loops, explains exceptions and draws arrays.
        this.worker = new Worker(Sandbox.none(), WorkerSettings.of(main,
                WorkerJar.path(kit, WorkerJar.of(main, packages), List.of(steps, ModuleClasses.location(Steps.class))),
                Scratch.createSubfolder(scratch, main.getSimpleName())).withEngine(false, EngineSettings.ENVIRONMENT));
    }

    /**
     * Sends a request and waits for the result. An interrupt of this thread ends the process.
     *
     * @param news receives news of the work
     * @throws StepsFailure if the steps' code fails
     */
    public <A> A ask(Object request, Class<A> type, Duration limit, Consumer<String> news) {
        WorkerReply<StepsAnswer> reply = worker.ask(request, StepsAnswer.class, limit, String.class, news);
        StepsAnswer answer = reply.answer().orElseThrow(() -> {
            reply.exit().requireBegun();
            return new StepsFailure(failure + "Your code " + reply.exit().cause());
        });
        if (answer.failure() != null) {
            WorkerExit.raise(answer.failure());
            throw new StepsFailure(failure + answer.failure().message());
        }
        try {
            return WorkerText.JSON.treeToValue(answer.result(), type);
        } catch (JsonProcessingException | IllegalArgumentException outOfBounds) {
            throw new StepsFailure(failure + "Your code sent an answer that can't be read");
        }
    }

    /** Tells whether the process still runs. */
    boolean isAlive() {
        return worker.isAlive();
    }

    /** Kills the process. Who waits for a result gets none. Any thread may call it. */
    void kill() {
        worker.kill();
    }

    @Override
    public void close() {
        worker.close();
    }
}
