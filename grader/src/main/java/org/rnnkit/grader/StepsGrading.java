package org.rnnkit.grader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.rnnkit.grader.compile.StepClasses;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.verdict.StepTester;
import org.rnnkit.grader.verdict.StepVerdict;
import org.rnnkit.grader.verdict.TestNames;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;

/**
 * The grading of one submission's steps, one after the other. A stub does not run. A written step is compiled beside stand-ins
 * of the others, and tested beside them, so no step passes or fails by another's mistake. While a step is tested, the next
 * ones are compiled.
 */
final class StepsGrading {

    private final Submission submission;
    private final Kit kit;
    private final StepCompiler compiler;
    private final TestNames names;
    private final Sandbox sandbox;
    private final Scratch scratch;

    /** Describes the grading; grades nothing yet. */
    StepsGrading(Submission submission, Kit kit, StepCompiler compiler, TestNames names, Sandbox sandbox, Scratch scratch) {
        this.submission = submission;
        this.kit = kit;
        this.compiler = compiler;
        this.names = names;
        this.sandbox = sandbox;
        this.scratch = scratch;
    }

    /** Grades the steps. The consumer receives each step's report, in order, as soon as it is there. */
    List<StepReport> grade(Consumer<StepReport> progress) {
        Map<Step, StepReport> known = new HashMap<>();
        kit.graded().forEach(step -> withoutRun(step).ifPresent(report -> known.put(step, report)));
        List<StepReport> reports = new ArrayList<>();
        if (known.size() == kit.graded().size()) {
            kit.graded().forEach(step -> take(step, known.get(step), reports, progress));
            return reports;
        }
        ExecutorService ahead = Executors.newSingleThreadExecutor();
        try (StepTester tester = new StepTester(kit, sandbox, Scratch.createSubfolder(scratch.folder(), "work"))) {
            Map<Step, Future<StepClasses>> compiling = new HashMap<>();
            kit.graded().stream().filter(step -> !known.containsKey(step))
                    .forEach(step -> compiling.put(step, ahead.submit(() -> compiler.compile(submission, step))));
            for (Step step : kit.graded()) {
                take(step, known.containsKey(step) ? known.get(step) : grade(step, compiling.get(step), tester), reports,
                        progress);
            }
            return reports;
        } finally {
            ahead.shutdownNow();
        }
    }

    private void take(Step step, StepReport report, List<StepReport> reports, Consumer<StepReport> progress) {
        StepReport placed = submission.nameEncoding(submission.place(report, step), step);
        reports.add(placed);
        progress.accept(placed);
    }

    /** Returns the report of a step that needs no run: it can't be compiled, or it is the stub, or a bonus step left out. */
    private Optional<StepReport> withoutRun(Step step) {
        boolean isLeftOut = kit.bonus().contains(step) && !submission.has(step) && submission.problem(step).isEmpty();
        return StepCompiler.obstacle(submission, step).filter(obstacle -> !isLeftOut)
                .map(obstacle -> StepVerdict.error(step, obstacle)).or(() -> isLeftOut || submission.isStub(step)
                        ? Optional.of(StepVerdict.notStarted(step, names.of(step))) : Optional.empty());
    }

    private StepReport grade(Step step, Future<StepClasses> compiling, StepTester tester) {
        try {
            StepClasses classes = GraderException.await(compiling, "Step " + step.number() + " could not be compiled");
            if (!classes.problem().isEmpty()) {
                return StepVerdict.error(step, classes.problem());
            }
            Optional<Refusal> refusal = compiler.refusal(step, classes);
            if (refusal.isPresent()) {
                return StepVerdict.refused(step, refusal.get());
            }
            StepReport report = tester.test(step, classes.files(), submission.hash(List.of(step)));
            if (report.status() != StepStatus.PASSED) {
                scratch.requireIntact();
                Scratch.requireSpace(scratch.folder());
            }
            return report;
        } catch (GraderException known) {
            throw known;
        } catch (RuntimeException | Error error) {
            throw new GraderException("Step " + step.number() + " of " + submission.name() + " could not be graded. "
                    + GraderException.describe(error), error);
        }
    }
}
