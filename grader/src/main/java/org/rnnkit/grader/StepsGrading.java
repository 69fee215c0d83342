package org.rnnkit.grader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
        Map<Step, Future<StepReport>> tested = new LinkedHashMap<>();
        kit.graded().forEach(step -> withoutRun(step)
                .ifPresent(report -> tested.put(step, CompletableFuture.completedFuture(report))));
        Reports reports = new Reports(tested, progress);
        if (tested.size() == kit.graded().size()) {
            return reports.all();
        }
        ExecutorService ahead = Executors.newSingleThreadExecutor();
        try (StepTester tester = new StepTester(kit, sandbox, Scratch.createSubfolder(scratch.folder(), "work"))) {
            Map<Step, Future<StepClasses>> compiling = new LinkedHashMap<>();
            kit.graded().stream().filter(step -> !tested.containsKey(step))
                    .forEach(step -> compiling.put(step, ahead.submit(() -> compiler.compile(submission, step))));
            for (Map.Entry<Step, Future<StepClasses>> step : compiling.entrySet()) {
                reports.takeThoseThatAreThere();
                tested.put(step.getKey(), grade(step.getKey(), step.getValue(), tester));
            }
            return reports.all();
        } finally {
            ahead.shutdownNow();
        }
    }

    /** The reports in the order of the steps, each taken as soon as it is there and those before it are. */
    private final class Reports {

        private final Map<Step, Future<StepReport>> tested;
        private final Consumer<StepReport> progress;
        private final List<StepReport> taken = new ArrayList<>();

        Reports(Map<Step, Future<StepReport>> tested, Consumer<StepReport> progress) {
            this.tested = tested;
            this.progress = progress;
        }

        void takeThoseThatAreThere() {
            while (taken.size() < kit.graded().size() && tested.containsKey(next()) && tested.get(next()).isDone()) {
                take();
            }
        }

        List<StepReport> all() {
            while (taken.size() < kit.graded().size()) {
                take();
            }
            return taken;
        }

        private Step next() {
            return kit.graded().get(taken.size());
        }

        private void take() {
            Step step = next();
            StepReport report = GraderException.await(tested.get(step), couldNotBeGraded(step));
            if (report.seed() != null && report.status() != StepStatus.PASSED) {
                scratch.requireIntact();
                Scratch.requireSpace(scratch.folder());
            }
            StepReport complete = submission.nameStubLine(report, step, kit.built().stub(step));
            StepReport placed = submission.nameEncoding(submission.place(complete, step), step);
            taken.add(placed);
            progress.accept(placed);
        }
    }

    private String couldNotBeGraded(Step step) {
        return "Step " + step.number() + " of " + submission.name() + " could not be graded";
    }

    /** Returns the report of a step that needs no run: it can't be compiled, or it is the stub, or a bonus step left out. */
    private Optional<StepReport> withoutRun(Step step) {
        boolean isLeftOut = kit.bonus().contains(step) && !submission.has(step) && submission.problem(step).isEmpty();
        return StepCompiler.obstacle(submission, step).filter(obstacle -> !isLeftOut)
                .map(obstacle -> StepVerdict.error(step, obstacle, null)).or(() -> isLeftOut
                        || submission.isStub(step, kit.built().stub(step))
                        ? Optional.of(StepVerdict.notStarted(step, names.of(step))) : Optional.empty());
    }

    private Future<StepReport> grade(Step step, Future<StepClasses> compiling, StepTester tester) {
        try {
            StepClasses classes = GraderException.await(compiling, "Step " + step.number() + " could not be compiled");
            if (!classes.problem().isEmpty()) {
                return CompletableFuture.completedFuture(StepVerdict.error(step, classes.problem(), classes.place()));
            }
            Optional<Refusal> refusal = compiler.refusal(step, classes);
            return refusal.isPresent() ? CompletableFuture.completedFuture(StepVerdict.refused(step, refusal.get()))
                    : tester.test(step, classes.files(), submission.hash(List.of(step)));
        } catch (GraderException known) {
            throw known;
        } catch (RuntimeException | Error error) {
            throw new GraderException(couldNotBeGraded(step) + ". " + GraderException.describe(error), error);
        }
    }
}
