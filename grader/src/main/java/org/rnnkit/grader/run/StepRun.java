package org.rnnkit.grader.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.compile.CompiledStep;
import org.rnnkit.grader.isolation.Confinement;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.worker.StepRequest;
import org.rnnkit.grader.worker.StepResult;
import org.rnnkit.grader.worker.StepWorker;
import org.rnnkit.grading.Step;

/** Runs a step's graded tests in a process of their own. */
public final class StepRun {

    private static final int HEAP_MEGABYTES = 1_024;

    private final Kit kit;
    private final Confinement confinement;
    private final Path scratch;
    private final Path workers;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param confinement what the steps' code is kept in
     * @param scratch a folder to write to
     */
    public StepRun(Kit kit, Confinement confinement, Path scratch) {
        this.kit = kit;
        this.confinement = confinement;
        this.scratch = scratch;
        this.workers = WorkerClasses.copy(kit, scratch);
    }

    /**
     * Runs the tests of one step.
     *
     * @param compiled the step's classes
     * @return the step's part of the report
     */
    public StepReport run(CompiledStep compiled) {
        Step step = compiled.step();
        if (!compiled.problem().isEmpty()) {
            return Verdict.error(step, compiled.problem());
        }
        Path folder = ResultFile.folder(scratch, "run-" + step.id());
        Duration limit = Duration.ofSeconds(step.seconds());
        ResultFile file = ResultFile.in(folder);
        List<Path> classPath = WorkerClasses.path(kit, workers, List.of(kit.tests()), compiled.classPath());
        WorkerEnd end = new WorkerProcess(confinement, StepWorker.class, classPath, folder, HEAP_MEGABYTES, false).run(
                WorkerProcess.Input.of(new StepRequest(step.packageName(), step.id(), step.tag(),
                        kit.testClasses(step), file.handover())),
                file, limit, line -> { }, line -> { });
        Optional<StepResult> result = file.read(StepResult.class, end).filter(found -> !end.stopped());
        result.map(StepResult::trouble).ifPresent(trouble -> {
            throw new GraderTrouble("Step " + step.number() + " can't be graded here: " + trouble);
        });
        return result.map(found -> Verdict.of(step, found))
                .orElseGet(() -> Verdict.failed(step, "Your code " + end.cause()));
    }
}
