package org.rnnkit.grader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.extras.Extras;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.run.StepRun;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.DiskSpace;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.testkit.steps.Step;

/** Grades a submission: take, compile, run, train, report. */
public final class Grader {

    private static final int MAX_WORKERS = 2;

    private final Kit kit;
    private final Sandbox confinement;
    private final Extras extras;
    private final Trainer trainer;

    /**
     * Makes a grader.
     *
     * @param kit the kit
     * @param confinement what a student's code is kept in
     * @param config what the course wants
     * @param trainer what follows the steps
     */
    public Grader(Kit kit, Sandbox confinement, GradingConfig config, Trainer trainer) {
        this.kit = kit;
        this.confinement = confinement;
        this.extras = new Extras(kit, config);
        this.trainer = trainer;
    }

    /**
     * Grades one submission, on as many processors as it can use.
     *
     * @param target what to grade, as {@link Intake#take} understands it
     * @param progress told of each step, in order, as soon as it and those before it are done
     * @return the report
     */
    public Report run(String target, Consumer<StepReport> progress) {
        return run(new Intake(kit).take(target), Checkpoint.none(), progress);
    }

    /**
     * Grades one submission, on as many processors as it can use.
     *
     * @param submission the submission
     * @param journal what is done of it
     * @param progress told of each step, in order, as soon as it and those before it are done
     * @return the report
     */
    public Report run(Submission submission, Checkpoint journal, Consumer<StepReport> progress) {
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors()));
        try {
            return run(submission, journal, progress, workers);
        } finally {
            workers.shutdownNow();
        }
    }

    /**
     * Grades one submission of several.
     *
     * @param submission the submission
     * @param journal what is done of it
     * @param progress told of each step, in order, as soon as it and those before it are done
     * @param workers what its steps and its training are run by, and perhaps those of others
     * @return the report
     */
    public Report run(Submission submission, Checkpoint journal, Consumer<StepReport> progress, ExecutorService workers) {
        try (Scratch scratch = new Scratch()) {
            List<StepReport> graded = grade(submission, scratch.folder(), journal, progress, workers);
            List<StepReport> steps = graded.subList(0, kit.steps().size());
            Trainer.Outcome training = journal.training().orElseGet(() -> await(workers.submit(
                    () -> trainer.train(submission, steps, scratch.folder()))));
            journal.keep(training);
            List<ExtraPoints> points = extras.of(submission, steps, training.report(), scratch.folder());
            return new Report(submission.name(), steps, points, training.report(), training.message(),
                    submission.ignored(), kit.reference().isPresent(), confinement.isolation())
                    .withBonus(graded.subList(steps.size(), graded.size()));
        }
    }

    /** Each step is compiled and run by itself; what happens to one stays with it. */
    private List<StepReport> grade(Submission submission, Path scratch, Checkpoint journal, Consumer<StepReport> progress,
            ExecutorService workers) {
        try (StepCompiler compiler = new StepCompiler(kit, scratch)) {
            return grade(submission, scratch, journal, progress, workers, compiler);
        }
    }

    private List<StepReport> grade(Submission submission, Path scratch, Checkpoint journal, Consumer<StepReport> progress,
            ExecutorService workers, StepCompiler compiler) {
        StepRun run = new StepRun(kit, confinement, scratch);
        AtomicBoolean stopped = new AtomicBoolean();
        List<Future<StepReport>> steps = kit.graded().stream().map(step -> workers.submit(() ->
                journal.step(step).orElseGet(() ->
                        grade(submission, step, scratch, compiler, run, journal, stopped)))).toList();
        List<StepReport> reports = new ArrayList<>();
        GraderException trouble = null;
        for (Future<StepReport> step : steps) {
            try {
                reports.add(await(step));
                if (trouble == null) {
                    progress.accept(reports.get(reports.size() - 1));
                }
            } catch (GraderException found) {
                trouble = trouble == null ? found : trouble;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return reports;
    }

    /** Where one step ends in the grader's own trouble, those that have not begun need not begin. */
    private static StepReport grade(Submission submission, Step step, Path scratch, StepCompiler compiler,
            StepRun run, Checkpoint journal, AtomicBoolean stopped) {
        if (stopped.get()) {
            throw new GraderException("stopped before step " + step.number());
        }
        boolean done = false;
        try {
            StepReport report = run.run(compiler.compile(submission, step)).withLocationIn(submission::locate);
            if (report.status() != StepStatus.PASSED) {
                DiskSpace.require(scratch);
            }
            journal.keep(report);
            done = true;
            return report;
        } finally {
            stopped.compareAndSet(false, !done);
        }
    }

    private static <T> T await(Future<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GraderException trouble ? trouble
                    : e.getCause() instanceof UsageException use ? use
                    : new GraderException("The grading did not come to its end: " + GraderException.inWords(e.getCause()),
                            e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        }
    }
}
