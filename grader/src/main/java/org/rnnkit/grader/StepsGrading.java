package org.rnnkit.grader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.verdict.JointRun;
import org.rnnkit.grader.verdict.StepRun;
import org.rnnkit.grader.verdict.StepVerdict;
import org.rnnkit.grader.verdict.StepWorkers;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The grading of one submission's steps. A stub does not run. The written steps run together, with stand-ins in the places of
 * the others; if all of them pass, all are right. A step that fails runs alone, beside stand-ins only, and this verdict counts;
 * the others run together again, without it. So no step passes or fails by another's mistake.
 */
final class StepsGrading {

    /** After so many common runs, each step that is left runs alone. */
    private static final int COMMON_RUNS = 3;
    /** The largest limit of a common run, in seconds: several times as long as right steps take. */
    private static final int COMMON_SECONDS = 30;
    /** Fewer steps take less time in one process than in two, each of which starts an engine. */
    private static final int MANY = 5;

    private final Submission submission;
    private final Kit kit;
    private final StepCompiler compiler;
    private final StepWorkers workers;
    private final Scratch scratch;
    private final ExecutorService threads;
    private final Map<Step, Future<StepReport>> reports = new HashMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Describes the grading; grades nothing yet. */
    StepsGrading(Submission submission, Kit kit, StepCompiler compiler, StepWorkers workers, Scratch scratch,
            ExecutorService threads) {
        this.submission = submission;
        this.kit = kit;
        this.compiler = compiler;
        this.workers = workers;
        this.scratch = scratch;
        this.threads = threads;
    }

    /**
     * Grades the steps, with at most so many processes at work at a time; a step that failed beside others may start one more
     * process, which waits for its turn. The consumer receives each step's report, in order, as soon as this step and all
     * before it are finished.
     */
    List<StepReport> grade(int processes, Consumer<StepReport> progress) {
        GraderException first = null;
        try {
            List<Step> written = kit.graded().stream().filter(step -> !isFinished(step)).toList();
            List<Step> begun = written.stream().filter(step -> !submission.isWritten(step)).toList();
            begun.forEach(this::startAlone);
            gradeTogether(without(written, begun), begun.isEmpty() ? processes : 1);
        } catch (GraderException e) {
            stopped.set(true);
            first = e;
        }
        List<StepReport> finished = new ArrayList<>();
        for (Step step : kit.graded()) {
            try {
                // Waits also after an error, because the threads still work in the scratch folder.
                StepReport report = reports.containsKey(step) ? await(reports.get(step)) : null;
                if (first == null) {
                    finished.add(report);
                    progress.accept(report);
                }
            } catch (GraderException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return finished;
    }

    /** Tells whether a step has a report without a run: it can't be compiled, or it is the stub, or a bonus step left out. */
    private boolean isFinished(Step step) {
        boolean isLeftOut = kit.bonus().contains(step) && !submission.has(step) && submission.problem(step).isEmpty();
        Optional<StepReport> known = StepCompiler.obstacle(submission, step).filter(obstacle -> !isLeftOut)
                .map(obstacle -> StepVerdict.error(step, obstacle)).or(() -> isLeftOut || submission.isStub(step)
                        ? Optional.of(StepVerdict.notStarted(step, workers.testsOf(step))) : Optional.empty());
        known.ifPresent(report -> finish(step, report));
        return known.isPresent();
    }

    private void finish(Step step, StepReport report) {
        reports.put(step, CompletableFuture.completedFuture(place(step, report)));
    }

    private StepReport place(Step step, StepReport report) {
        return submission.nameEncoding(submission.place(report, step), step);
    }

    /** Runs written steps together until all that are left have passed. Steps that fail leave, and run alone. */
    private void gradeTogether(List<Step> written, int processes) {
        List<Step> left = written;
        for (int run = 1; run <= COMMON_RUNS && left.size() > 1; run++) {
            List<Step> together = left;
            List<Step> failed = runTogether(together, processes);
            if (failed.isEmpty()) {
                return;
            }
            // A step that calls another failed one may have failed because of it, and be right beside its stand-in.
            List<Step> causes = failed.stream().filter(step -> !mentionsAny(step, failed)).toList();
            List<Step> leaving = causes.isEmpty() || failed.size() == together.size() ? failed : causes;
            leaving.forEach(this::startAlone);
            left = without(left, leaving);
        }
        left.forEach(this::startAlone);
    }

    private boolean mentionsAny(Step step, List<Step> others) {
        return submission.texts(step).stream().anyMatch(text -> others.stream()
                .anyMatch(other -> !other.equals(step) && text.contains(other.packageName())));
    }

    private static List<Step> without(List<Step> steps, List<Step> leaving) {
        return steps.stream().filter(step -> !leaving.contains(step)).toList();
    }

    /**
     * Compiles and runs steps together, in one or two workers, and keeps their reports if all pass. Returns the steps that
     * fail; none if all pass.
     */
    private List<Step> runTogether(List<Step> steps, int processes) {
        Path classes = compiler.folderFor(steps, scratch.folder());
        List<StepRun> started = new ArrayList<>();
        try {
            Future<String> compiling = threads.submit(() -> compiler.compile(submission, steps, classes));
            for (List<Step> group : groups(steps, processes)) {
                started.add(await(threads.submit(() -> workers.start(group, submission.hash(steps), classes))));
            }
            String problem = await(compiling);
            if (!problem.isEmpty()) {
                List<Step> named = steps.stream()
                        .filter(step -> problem.contains(step.packageName().replace('.', '/') + "/")).toList();
                return named.isEmpty() ? steps : named;
            }
            List<Step> refused = steps.stream().filter(step -> compiler.refusal(step, classes).isPresent()).toList();
            if (!refused.isEmpty()) {
                return refused;
            }
            AtomicBoolean wrong = new AtomicBoolean();
            List<Future<JointRun>> running = started.stream()
                    .map(run -> threads.submit(() -> run.finishTogether(commonLimit(steps), wrong))).toList();
            List<JointRun> results = running.stream().map(StepsGrading::<JointRun>await).toList();
            List<StepReport> passed = results.stream().flatMap(result -> result.passed().stream()).toList();
            List<Step> failed = results.stream().flatMap(result -> result.failed().stream()).toList();
            if (passed.size() < steps.size()) {
                return failed.isEmpty() ? steps : failed;
            }
            for (Step step : steps) {
                passed.stream().filter(report -> report.id().equals(step.id()))
                        .forEach(report -> finish(step, report));
            }
            return List.of();
        } finally {
            started.forEach(StepRun::close);
        }
    }

    /** Returns the limit of a common run: that of the step with the largest limit, but not more than right steps need. */
    private static Duration commonLimit(List<Step> steps) {
        return Duration.ofSeconds(Math.min(COMMON_SECONDS, steps.stream().mapToInt(Step::seconds).max().orElseThrow()));
    }

    /**
     * Divides steps among at most two processes. The full training takes two thirds of the time of all steps before it, so it
     * has the first fourth of them beside it.
     */
    static List<List<Step>> groups(List<Step> steps, int processes) {
        if (processes == 1 || steps.size() < MANY) {
            return List.of(steps);
        }
        int training = steps.indexOf(Steps.last());
        List<Step> second = training < 0 ? everySecond(steps)
                : Stream.concat(steps.subList(0, training / 4).stream(),
                        steps.subList(training, steps.size()).stream()).toList();
        return List.of(without(steps, second), second);
    }

    private static List<Step> everySecond(List<Step> steps) {
        return IntStream.range(0, steps.size()).filter(i -> i % 2 == 1).mapToObj(steps::get).toList();
    }

    private void startAlone(Step step) {
        reports.put(step, threads.submit(() -> gradeAlone(step)));
    }

    /** Grades one step. After a grader error in one step, the steps that have not begun are not graded any more. */
    private StepReport gradeAlone(Step step) {
        if (stopped.get()) {
            throw new GraderException("stopped before step " + step.number());
        }
        boolean done = false;
        try {
            StepReport report = place(step, runAlone(step));
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

    /** Starts a worker, compiles the step meanwhile, and runs it beside stand-ins. */
    private StepReport runAlone(Step step) {
        Path classes = compiler.folderFor(List.of(step), scratch.folder());
        StepReport report;
        try (StepRun started = workers.start(List.of(step), submission.hash(List.of(step)), classes)) {
            String problem = compiler.compile(submission, List.of(step), classes);
            report = !problem.isEmpty() ? StepVerdict.error(step, problem)
                    : compiler.refusal(step, classes).map(refusal -> StepVerdict.refused(step, refusal))
                            .orElseGet(() -> started.finishAlone(Duration.ofSeconds(step.seconds())));
        }
        if (report.status() != StepStatus.PASSED) {
            scratch.requireIntact();
            Scratch.requireExisting(classes);
            Scratch.requireSpace(scratch.folder());
        }
        return report;
    }

    /** Waits for a task of the grading. */
    static <T> T await(Future<T> task) {
        return GraderException.await(task, "The grading could not be finished");
    }
}
