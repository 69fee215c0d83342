package org.rnnkit.grader.verdict;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.tests.StepWorker;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The workers that run steps: what all of them have on their class path.
 */
public final class StepWorkers {

    final Kit kit;
    final Sandbox sandbox;
    private final Path scratch;
    final TestNames names;
    private final AtomicInteger count = new AtomicInteger();
    private WorkerSettings settings;

    /** Describes the workers, which work in a folder that exists. They are prepared when the first one is started. */
    public StepWorkers(Kit kit, Sandbox sandbox, TestNames names, Path scratch) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.names = names;
        this.scratch = scratch;
    }

    /** Makes the worker's jar. */
    synchronized void prepare() {
        if (settings == null) {
            Path jar = WorkerJar.of(StepWorker.class, StepResult.class);
            settings = WorkerSettings.of(StepWorker.class, WorkerJar.path(kit, jar,
                    List.of(ModuleClasses.location(Steps.class), kit.built().tests())), scratch)
                    .withFlags(WorkerProcess.SHORT_LIVED);
        }
    }

    /** Lists the names of a step's tests, without running them. */
    public List<String> testsOf(Step step) {
        return names.of(step);
    }

    /**
     * Starts a worker for one or several steps.
     *
     * @param code a hash of all of the student's code that will be in the folder of classes
     * @param classes the folder for the classes of these steps and for what they run beside; it may still be incomplete
     * @throws GraderException if it can't be started
     */
    public StepRun start(List<Step> steps, String code, Path classes) {
        prepare();
        Path folder = Scratch.createSubfolder(scratch, "run-" + count.incrementAndGet());
        String all = kit.built().verdictHash() + " " + code;
        List<StepCall> calls = steps.stream().map(step -> new StepCall(kit, step, all, folder)).toList();
        WorkerProcess worker = new WorkerProcess(sandbox, settings.in(folder, List.of(classes))
                .withWritable(calls.stream().map(StepCall::files).flatMap(List::stream).toList()));
        return new StepRun(worker, calls, folder);
    }
}
