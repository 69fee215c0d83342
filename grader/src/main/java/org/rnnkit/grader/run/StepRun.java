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
import org.rnnkit.grader.process.WorkerSettings;
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
 * A runner for one step. In a separate process it asks the step's code the verifier's questions, then runs the graded
 * tests. The grader has the answers before it sends the tests, so that no test can change them.
 */
public final class StepRun {

    private static final long POLL_MILLIS = 10;

    private final Kit kit;
    private final Sandbox sandbox;
    private final Path scratch;
    private final Path workers;
    private final Map<String, byte[]> tests;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param sandbox the sandbox that the steps' code runs in
     * @param scratch an existing folder to write to
     */
    public StepRun(Kit kit, Sandbox sandbox, Path scratch) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.scratch = scratch;
        this.workers = WorkerClasses.copy(scratch, StepWorker.class, Probe.class);
        this.tests = TestBundle.read(kit);
    }

    /**
     * Runs one step.
     *
     * @param compiled the step's classes
     * @return the step's report
     * @throws GraderException if the worker does not get to the step's code
     */
    public StepReport run(CompiledStep compiled) {
        Step step = compiled.step();
        if (!compiled.problem().isEmpty()) {
            return Verdict.error(step, compiled.problem());
        }
        Path folder = Scratch.createSubfolder(scratch, "run-" + step.id());
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
        WorkerExit exit = new WorkerProcess(sandbox, WorkerSettings.of(StepWorker.class, classPath, folder))
                .run(questions, input, limit, line -> { }, line -> { });
        Optional<StepAnswers> answered = answers.isDone() ? answers.join() : questions.answer();
        // Once the step's code runs, a reported grader error could be forged, so only an earlier one is believed.
        answered.filter(early -> !exit.ready()).map(StepAnswers::engineError).ifPresent(reason -> {
            throw new GraderException("Step " + step.number() + " can't be graded on this machine: " + reason);
        });
        Optional<StepResult> result = testing.answer().filter(found -> !exit.stopped());
        // Deleted now, so that the files of all steps together don't fill the disk.
        RecursiveDelete.deleteRecursively(folder);
        if (answered.isEmpty() && result.isEmpty()) {
            exit.requireReady();
        }
        return result.map(found -> Verdict.of(step, found, check(verifier, answered)))
                .orElseGet(() -> Verdict.failed(step, "Your code " + exit.cause()))
                .withOutput(exit.out() + exit.err());
    }

    private IndependentCheck check(Verifier verifier, Optional<StepAnswers> answers) {
        return kit.reference().isPresent() ? verifier.judge(answers)
                : IndependentCheck.notRun("without the reference's other steps a result would not speak for this one");
    }
}
