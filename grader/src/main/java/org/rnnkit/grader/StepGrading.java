package org.rnnkit.grader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rnnkit.grader.compile.CompiledStep;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.run.ApartRun;
import org.rnnkit.grader.run.StepRun;
import org.rnnkit.grader.run.Verdict;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.DiskSpace;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Step;

/** The grading of one submission's steps, on as many threads as call it: compile, run, keep the report. */
final class StepGrading {

    private final Submission submission;
    private final Scratch scratch;
    private final StepCompiler compiler;
    private final StepRun run;
    private final Checkpoint checkpoint;
    private final SharedTime time;
    private final AtomicBoolean stopped = new AtomicBoolean();

    StepGrading(Submission submission, Scratch scratch, StepCompiler compiler, StepRun run, Checkpoint checkpoint,
            SharedTime time) {
        this.submission = submission;
        this.scratch = scratch;
        this.compiler = compiler;
        this.run = run;
        this.checkpoint = checkpoint;
        this.time = time;
    }

    /** Returns a step's report, from the checkpoint if it is there. */
    StepReport grade(Step step) {
        return checkpoint.step(step).orElseGet(() -> gradeNow(step));
    }

    /** Grades one step. After a grader error in one step, the steps that have not begun are not graded any more. */
    private StepReport gradeNow(Step step) {
        if (stopped.get()) {
            throw new GraderException("stopped before step " + step.number());
        }
        boolean done = false;
        try {
            Duration limit = time.next(Duration.ofSeconds(step.seconds()));
            StepReport report = submission.place(StepCompiler.obstacle(submission, step)
                    .map(obstacle -> Verdict.error(step, obstacle)).orElseGet(() -> run(step, limit)), step);
            checkpoint.save(report);
            done = true;
            return report;
        } catch (GraderException known) {
            throw known;
        } catch (RuntimeException | Error error) {
            throw new GraderException("Step " + step.number() + " of " + submission.name() + " could not be graded. "
                    + GraderException.describe(error), error);
        } finally {
            stopped.compareAndSet(false, !done);
        }
    }

    /** Starts a worker, compiles the step meanwhile, and runs it. */
    private StepReport run(Step step, Duration limit) {
        List<Path> classPath = compiler.classPath(submission, step, scratch.folder());
        StepReport report;
        try (ApartRun started = run.start(step, classPath)) {
            CompiledStep compiled = compiler.compile(submission, step, scratch.folder());
            report = compiled.problem().isEmpty() ? started.finish(limit) : Verdict.error(step, compiled.problem());
        }
        if (report.status() != StepStatus.PASSED) {
            scratch.requireIntact();
            compiler.requireIntact(classPath);
            DiskSpace.require(scratch.folder());
        }
        return report;
    }
}
