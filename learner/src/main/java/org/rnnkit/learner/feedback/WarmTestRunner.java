package org.rnnkit.learner.feedback;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerClasses;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.run.Verdict;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.step.StepWorker;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.grader.worker.tests.TestRun;
import org.rnnkit.learner.feedback.worker.WatchRequest;
import org.rnnkit.learner.feedback.worker.WatchResult;
import org.rnnkit.learner.feedback.worker.WatchWorker;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * Runs graded tests without the wait: in a process that stays from one time to the next, and with a second one ready to
 * take its place when a step's code loops, crashes or leaves something behind.
 */
public final class WarmTestRunner implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 1_024;

    /** What a class loader or an array left behind costs adds up; a fresh process costs nobody any time. */
    private static final int MAX_REQUESTS = 50;

    /** The worker watches its own limit, which is in processor time; what does not even do that is stopped from here. */
    private static final int PATIENCE = 4;

    private static final IndependentCheck NO_CHECK = IndependentCheck.notRun("feedback, not a mark");

    private final Kit kit;
    private final int seconds;
    private final Scratch scratch = new Scratch();
    private final Path runner = scratch.folder().resolve("runner");
    private final WorkerProcess process;
    private WarmWorker worker;
    private WarmWorker spare;

    /**
     * Starts a process.
     *
     * @param kit the kit
     * @param seconds how long a step's tests may take
     */
    public WarmTestRunner(Kit kit, int seconds) {
        this.kit = kit;
        this.seconds = seconds;
        WorkerClasses.copyPackage(TestRun.class, runner);
        Path workers = WorkerClasses.copy(scratch.folder(), WatchWorker.class, StepWorker.class);
        process = new WorkerProcess(Sandbox.none(), WatchWorker.class, WorkerClasses.path(kit, workers, List.of()),
                Scratch.createSubfolder(scratch.folder(), "work"), HEAP_MEGABYTES, false, Map.of());
        worker = warmed();
    }

    /** One that has tested the reference's first step, or the lack of it. */
    private WarmWorker warmed() {
        WarmWorker fresh = new WarmWorker(process);
        Path classes = kit.reference().orElse(runner);
        fresh.warm(call(kit.steps().get(0), classes));
        return fresh;
    }

    private WorkerCall<WatchResult> call(Step step, Path classes) {
        TestsRequest tests = new TestsRequest(step.packageName(), step.id(), step.tag(), kit.testClasses(step), Map.of());
        WatchRequest request = new WatchRequest(tests, Stream.of(classes, kit.tests(), ModuleClasses.of(Steps.class),
                runner).map(Path::toString).toList(), seconds);
        return new WorkerCall<>(request, WatchResult.class, scratch.folder());
    }

    /**
     * Tests a step.
     *
     * @param step the step
     * @param classes the folder of the student's classes
     * @param wanted whether the result is still wanted; the tests are stopped when it is not
     * @return how it came out; nothing if it was not wanted any more
     */
    public Optional<StepReport> test(Step step, Path classes, BooleanSupplier wanted) {
        WarmWorker own = worker();
        WorkerCall<WatchResult> call = call(step, classes);
        try {
            Optional<WatchResult> result = own.ask(call, PATIENCE * (long) seconds, wanted);
            return wanted.getAsBoolean() ? Optional.of(report(step, own, call, result).withOutput(own.printed()))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        } finally {
            replace(own);
        }
    }

    private static StepReport report(Step step, WarmWorker own, WorkerCall<?> call, Optional<WatchResult> result)
            throws InterruptedException {
        if (result.isPresent()) {
            return Verdict.of(step, result.get().result(), NO_CHECK);
        }
        WorkerExit end = own.end(call);
        end.requireReady();
        return Verdict.failed(step, "Your code " + end.cause());
    }

    private synchronized WarmWorker worker() {
        if (!worker.isFit()) {
            replace(worker);
        }
        return worker;
    }

    private synchronized void replace(WarmWorker used) {
        if (!used.isFit() || used.asked() >= MAX_REQUESTS) {
            used.close();
            worker = spare != null ? spare : warmed();
            spare = null;
        }
    }

    /** Gets a second process ready; called when there is nothing better to do. */
    public synchronized void prepare() {
        if (spare == null) {
            spare = warmed();
        }
    }

    @Override
    public synchronized void close() {
        worker.close();
        if (spare != null) {
            spare.close();
        }
        scratch.close();
    }
}
