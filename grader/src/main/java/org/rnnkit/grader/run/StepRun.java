package org.rnnkit.grader.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rnnkit.grader.compile.CompiledStep;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerClasses;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.grader.worker.step.StepRequest;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.StepWorker;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.testkit.steps.Step;

/**
 * Asks a step's code and runs its graded tests, in a process of its own. The answers are in the grader's hands before
 * the process is sent the tests.
 */
public final class StepRun {

    private static final int HEAP_MEGABYTES = 1_024;
    private static final long POLL_MILLIS = 10;

    private final Kit kit;
    private final Sandbox confinement;
    private final Path scratch;
    private final Path workers;
    private final Map<String, byte[]> tests;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param confinement what the steps' code is kept in
     * @param scratch a folder to write to
     */
    public StepRun(Kit kit, Sandbox confinement, Path scratch) {
        this.kit = kit;
        this.confinement = confinement;
        this.scratch = scratch;
        this.workers = WorkerClasses.copy(scratch, StepWorker.class, Probe.class);
        this.tests = TestBundle.of(kit);
    }

    /**
     * Runs one step.
     *
     * @param compiled the step's classes
     * @return the step's part of the report
     */
    public StepReport run(CompiledStep compiled) {
        Step step = compiled.step();
        if (!compiled.problem().isEmpty()) {
            return Verdict.error(step, compiled.problem());
        }
        Path folder = Scratch.subfolder(scratch, "run-" + step.id());
        Duration limit = Duration.ofSeconds(step.seconds());
        Verifier verifier = new Verifier(step);
        WorkerCall<StepAnswers> questions = new WorkerCall<>(
                new StepRequest(step.className(), step.packageName(), verifier.questions()), StepAnswers.class, folder);
        WorkerCall<StepResult> testing = new WorkerCall<>(new TestsRequest(step.packageName(), step.id(), step.tag(),
                kit.testClasses(step), tests), StepResult.class, folder);
        CompletableFuture<Optional<StepAnswers>> answers = new CompletableFuture<>();
        WorkerProcess.Input input = in -> {
            while (!questions.isAnswered()) {
                Thread.sleep(POLL_MILLIS);
            }
            answers.complete(questions.answer());
            testing.send(in);
        };
        List<Path> classPath = WorkerClasses.path(kit, workers, compiled.classPath());
        WorkerExit end = new WorkerProcess(confinement, StepWorker.class, classPath, folder, HEAP_MEGABYTES, false, Map.of())
                .run(questions, input, limit, line -> { }, line -> { });
        Optional<StepAnswers> answered = answers.isDone() ? answers.join() : questions.answer();
        // Once the steps' code runs, nothing that comes from there is the machine's trouble.
        answered.filter(early -> !end.ready()).map(StepAnswers::trouble).ifPresent(trouble -> {
            throw new GraderException("Step " + step.number() + " can't be graded here: " + trouble);
        });
        Optional<StepResult> result = testing.answer().filter(found -> !end.stopped());
        // What a step leaves behind is not kept until the last one is done.
        RecursiveDelete.deleteRecursively(folder);
        if (answered.isEmpty() && result.isEmpty()) {
            end.requireReady();
        }
        return result.map(found -> Verdict.of(step, found, check(verifier, answered)))
                .orElseGet(() -> Verdict.failed(step, "Your code " + end.cause()))
                .withOutput(end.out() + end.err());
    }

    private IndependentCheck check(Verifier verifier, Optional<StepAnswers> answers) {
        return kit.reference().isPresent() ? verifier.judge(answers)
                : IndependentCheck.notRun("without the reference's other steps a result would not speak for this one");
    }
}
