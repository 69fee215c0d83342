package org.rnnkit.learner.showcase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.learner.showcase.worker.ShowcaseOutcome;
import org.rnnkit.learner.showcase.worker.ShowcaseRequest;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.EngineSettings;

/** A runner of showcases, each in a process of its own. */
public final class ShowcaseRunner {

    /** The largest network of a showcase needs a few megabytes. */
    private static final String HEAP = "-Xmx512m";

    private final Kit kit;

    /**
     * Makes a runner.
     *
     * @param kit the kit; its steps are those of the submissions
     */
    public ShowcaseRunner(Kit kit) {
        this.kit = kit;
    }

    /**
     * Runs a showcase. An interruption of the calling thread ends the process.
     *
     * @param request the step and the learner's inputs, from {@link Showcase#request}
     * @param submission the student's sources
     * @param passed tells which of the student's other steps pass; the reference, if there is one, replaces the others
     * @param progress receives the data as far as it is known, again and again, on another thread
     * @return the data, or the reason why there is none; both if a limit has stopped the process after some progress
     * @throws GraderException if the process can't be started, or if the calling thread is interrupted
     */
    public ShowcaseResult run(ShowcaseRequest request, Submission submission, Predicate<Step> passed,
            Consumer<Object> progress) {
        return run(Showcase.of(request.step()), request, submission, passed, progress);
    }

    ShowcaseResult run(Showcase showcase, ShowcaseRequest request, Submission submission, Predicate<Step> passed,
            Consumer<Object> progress) {
        Step step = kit.steps().stream().filter(each -> each.number() == request.step()).findFirst().orElseThrow();
        if (!submission.isWritten(step)) {
            return ShowcaseResult.failed("Step " + step.number() + " is not written yet.");
        }
        try (Scratch scratch = new Scratch()) {
            StepClasses classes = StepClasses.compile(kit, submission, step, passed, scratch.folder());
            if (!classes.compiles()) {
                return ShowcaseResult.failed("Step " + step.number() + " does not compile. Its verdict shows the line.");
            }
            return run(showcase, request, classes, Scratch.createSubfolder(scratch.folder(), "work"), progress);
        }
    }

    private ShowcaseResult run(Showcase showcase, ShowcaseRequest request, StepClasses classes, Path folder,
            Consumer<Object> progress) {
        WorkerCall<ShowcaseOutcome> call = new WorkerCall<>(request, ShowcaseOutcome.class, folder);
        WorkerSettings settings = WorkerSettings.of(ShowcaseWorker.class,
                WorkerJar.path(kit, WorkerJar.of(ShowcaseWorker.class), classes.folders()), folder)
                .withEngine(false, EngineSettings.ENVIRONMENT).withFlags(HEAP);
        AtomicReference<Object> last = new AtomicReference<>();
        WorkerExit end = new WorkerProcess(Sandbox.none(), settings).run(call, WorkerProcess.Input.NONE, showcase.limit(),
                line -> partial(showcase, line).ifPresent(data -> {
                    last.set(data);
                    progress.accept(data);
                }), line -> { });
        if (end.stopped() && last.get() != null) {
            return new ShowcaseResult(last.get(), end.seconds() < showcase.limit().toSeconds()
                    ? "Your code " + end.cause() + ". This is what was ready."
                    : "Stopped after " + Plural.of((int) showcase.limit().toSeconds(), "second")
                            + "; this is what was ready.");
        }
        ShowcaseOutcome outcome = end.stopped() ? failed(end.cause()) : call.answerOr(end, ShowcaseRunner::failed);
        if (outcome.failure() != null) {
            WorkerExit.raise(outcome.failure());
            return ShowcaseResult.failed(outcome.failure().message());
        }
        return read(showcase, outcome.data()).map(data -> new ShowcaseResult(data, ""))
                .orElseGet(() -> ShowcaseResult.failed("Your code’s process sent an answer that can’t be drawn."));
    }

    private static ShowcaseOutcome failed(String cause) {
        return new ShowcaseOutcome(null, new WorkerFailure(WorkerFailure.Source.STEPS, "Your code " + cause + "."));
    }

    /** Reads a line of the process. A student's code may print lines of its own, which are not data. */
    private static Optional<Object> partial(Showcase showcase, String line) {
        try {
            return read(showcase, Messages.JSON.readTree(line));
        } catch (JsonProcessingException notData) {
            return Optional.empty();
        }
    }

    private static Optional<Object> read(Showcase showcase, JsonNode data) {
        try {
            return data == null ? Optional.empty() : Optional.ofNullable(Messages.JSON.treeToValue(data, showcase.data()));
        } catch (JsonProcessingException outOfBounds) {
            return Optional.empty();
        }
    }
}
