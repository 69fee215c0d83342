package org.rnnkit.learner.showcase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
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
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.learner.compile.InProcessCompiler;
import org.rnnkit.learner.compile.InProcessCompiler.CompileError;
import org.rnnkit.learner.compile.StudentCompiler;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseOutcome;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseRequest;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.EngineSettings;

/**
 * A runner of showcases, each in a process of its own.
 *
 * @param kit the kit; its steps are those of the submissions
 */
record ShowcaseRunner(Kit kit) {

    /** The largest network of a showcase needs a few megabytes. */
    private static final String HEAP = "-Xmx512m";

    /**
     * The result of a showcase: its data, and the reason if some or all of the data is missing.
     *
     * @param data the data, of the type that {@link Showcase#data} names; null if there is none
     * @param failure the reason in words; empty if the data is complete
     */
    record ShowcaseResult(Object data, String failure) {

        static ShowcaseResult failed(String failure) {
            return new ShowcaseResult(null, failure);
        }
    }

    /**
     * Runs a showcase. An interruption of the calling thread ends the process.
     *
     * @param showcase the showcase
     * @param request the learner's inputs, from {@link Showcase#request}
     * @param submission the student's sources
     * @param passed tells which of the student's other steps pass; the reference, if there is one, replaces the others
     * @param progress receives the data as far as it is known, again and again, on another thread
     * @return the data, or the reason why there is none; both if a limit has stopped the process after some progress
     * @throws org.rnnkit.grader.error.GraderException if the process can't be started, or if the thread is interrupted
     */
    ShowcaseResult run(Showcase showcase, ShowcaseRequest request, Submission submission, Predicate<Step> passed,
            Consumer<Object> progress) {
        Step step = kit.steps().stream().filter(each -> each.number() == showcase.step()).findFirst().orElseThrow();
        if (!submission.isWritten(step)) {
            return ShowcaseResult.failed("Step " + step.number() + " is not written yet.");
        }
        try (Scratch scratch = new Scratch()) {
            List<Path> classes = compile(submission, step, passed, Scratch.createSubfolder(scratch.folder(), "compiled"));
            if (classes.isEmpty()) {
                return ShowcaseResult.failed("Step " + step.number() + " does not compile. Its verdict shows the line.");
            }
            return run(showcase, request, classes, Scratch.createSubfolder(scratch.folder(), "work"), progress);
        }
    }

    /**
     * Compiles the classes that a showcase runs: the student's step, the student's other steps where they pass, and the
     * reference's for the rest. A student's copy has no reference; there, all steps are the student's.
     *
     * @return the folders of the classes, for a class path; empty if the step does not compile
     */
    List<Path> compile(Submission submission, Step step, Predicate<Step> passed, Path scratch) {
        StudentCompiler student = new StudentCompiler(kit, submission, scratch);
        if (!student.errors(step).isEmpty()) {
            return List.of();
        }
        Path own = student.classes();
        if (kit.reference().isEmpty()) {
            return List.of(own);
        }
        List<Step> others = kit.steps().stream().filter(each -> !each.equals(step) && !passed.test(each)).toList();
        others.forEach(each -> RecursiveDelete.deleteRecursively(own.resolve(each.packageName().replace('.', '/'))));
        Path reference = Scratch.createSubfolder(scratch, "reference");
        List<CompileError> errors = InProcessCompiler.errors(others.stream().map(kit.layout()::solution).toList(),
                kit.built().libraries(), kit.layout().solutions().resolve("src/main/java"), reference);
        if (!errors.isEmpty()) {
            throw new GraderException("The reference does not compile: " + errors.get(0).message());
        }
        return List.of(own, reference);
    }

    private ShowcaseResult run(Showcase showcase, ShowcaseRequest request, List<Path> classes, Path folder,
            Consumer<Object> progress) {
        WorkerCall<ShowcaseOutcome> call = new WorkerCall<>(request, ShowcaseOutcome.class, folder);
        WorkerSettings settings = WorkerSettings.of(ShowcaseWorker.class,
                WorkerJar.path(kit, WorkerJar.of(ShowcaseWorker.class), classes), folder)
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

    /** Reads the data of a showcase. It is drawn once, because a student's code can send anything. */
    static Optional<Object> read(Showcase showcase, JsonNode json) {
        try {
            Object data = Messages.JSON.treeToValue(json, showcase.data());
            Pictures.html(showcase, data, false, 1);
            return Optional.of(data);
        } catch (JsonProcessingException | RuntimeException notDrawable) {
            return Optional.empty();
        }
    }
}
