package org.rnnkit.grader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.isolation.Confinement;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.run.StepRun;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;

/** Grades a submission: take, compile, run, train, report. */
public final class Grader {

    private static final int MAX_WORKERS = 2;

    private final Kit kit;
    private final Confinement confinement;
    private final Consumer<StepReport> progress;
    private final Trainer trainer;

    /**
     * Makes a grader.
     *
     * @param kit the kit
     * @param confinement what a student's code is kept in
     * @param progress told of each step, in order, as soon as it and those before it are done
     * @param trainer what follows the steps
     */
    public Grader(Kit kit, Confinement confinement, Consumer<StepReport> progress, Trainer trainer) {
        this.kit = kit;
        this.confinement = confinement;
        this.progress = progress;
        this.trainer = trainer;
    }

    /**
     * Grades.
     *
     * @param target what to grade, as {@link Intake#take} understands it
     * @return the report
     */
    public Report run(String target) {
        Submission submission = new Intake(kit).take(target);
        try (Scratch scratch = new Scratch()) {
            List<StepReport> steps = grade(submission, scratch.folder());
            Trainer.Outcome training = trainer.train(submission, steps, scratch.folder());
            return new Report(submission.name(), steps, List.of(), training.report(), training.message(), List.of(),
                    kit.reference().isPresent(), confinement.isolation());
        }
    }

    /** Each step is compiled and run by itself; what happens to one stays with it. */
    private List<StepReport> grade(Submission submission, Path scratch) {
        StepCompiler compiler = new StepCompiler(kit, scratch);
        StepRun run = new StepRun(kit, confinement, scratch);
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors()));
        try {
            List<Future<StepReport>> steps = kit.steps().stream()
                    .map(step -> workers.submit(() -> run.run(compiler.compile(submission, step))))
                    .toList();
            List<StepReport> reports = new ArrayList<>();
            for (Future<StepReport> step : steps) {
                reports.add(step.get());
                progress.accept(reports.get(reports.size() - 1));
            }
            return reports;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GraderTrouble trouble ? trouble
                    : new GraderTrouble("A step could not be graded: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderTrouble("interrupted", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
