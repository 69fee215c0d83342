package org.rnnkit.learner.feedback;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.rnnkit.grader.compile.CompiledCodeCheck;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.RunningWorker;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.verdict.StepVerdict;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.grader.worker.tests.TestRun;
import org.rnnkit.learner.worker.WatchRequest;
import org.rnnkit.learner.worker.WatchResult;
import org.rnnkit.learner.worker.WatchWorker;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A fast runner of graded tests. It keeps a worker process warm between runs, and a second one ready for the case that a
 * step's code hangs, crashes or leaves something behind.
 */
public final class WarmTestRunner implements AutoCloseable {

    /** What a class loader or an array left behind costs adds up; a fresh process costs nobody any time. */
    private static final int MAX_REQUESTS = 50;

    /** The time limit of a step's tests is not that of the first ones, which load everything and are not a student's. */
    private static final int WARM_UP_SECONDS = 60;

    private static final LimitExceeded ENDLESS = new LimitExceeded(
            "did not come to an end and was stopped (an endless loop?)");


    private final Kit kit;
    private final int seconds;
    private final Path runner = WorkerJar.of(TestRun.class);
    private final CompiledCodeCheck check;
    private Scratch scratch;
    private WorkerProcess process;
    private WarmWorker worker;
    private WarmWorker spare;

    /**
     * Starts the first worker process.
     *
     * @param seconds the limit for each test, in seconds of work
     */
    public WarmTestRunner(Kit kit, int seconds) {
        this.kit = kit;
        this.seconds = seconds;
        this.check = new CompiledCodeCheck(kit);
        open();
    }

    private void open() {
        scratch = new Scratch();
        process = new WorkerProcess(Sandbox.none(), WorkerSettings.of(WatchWorker.class,
                WorkerJar.path(kit, WorkerJar.of(WatchWorker.class, StepResult.class), List.of()),
                Scratch.createSubfolder(scratch.folder(), "work")));
        worker = startWarm();
        spare = null;
    }

    /** Returns the folder of all files of the tests. */
    Path folder() {
        return scratch.folder();
    }

    /** Starts a worker and warms it up with the first step's stand-in. */
    private WarmWorker startWarm() {
        WarmWorker fresh = new WarmWorker(process);
        fresh.warm(call(kit.steps().get(0), kit.built().standIns(), WARM_UP_SECONDS));
        return fresh;
    }

    private WorkerCall<WatchResult> call(Step step, Path classes, int limit) {
        TestsRequest tests = new TestsRequest(step.packageName(), step.id(), step.tag(),
                kit.built().testClasses(step), Draw.SEED, false, limit);
        // The tests come first, so that no class of a step can take the place of one of theirs.
        WatchRequest request = new WatchRequest(tests, Stream.of(kit.built().tests(), ModuleClasses.location(Steps.class),
                runner, classes).map(Path::toString).toList());
        return new WorkerCall<>(request, WatchResult.class, scratch.folder());
    }

    /**
     * Tests a step.
     *
     * @param wanted whether the result is still wanted; the tests are stopped when it is not
     * @return the step's report; empty if it is no longer wanted
     */
    public Optional<StepReport> test(Step step, Path classes, BooleanSupplier wanted) {
        Optional<Refusal> refusal = check.refusal(step, classes);
        if (refusal.isPresent()) {
            return Optional.of(StepVerdict.refused(step, refusal.get()));
        }
        WarmWorker current = worker();
        WorkerCall<WatchResult> call = call(step, classes, seconds);
        try {
            Optional<WatchResult> result = current.ask(call, Duration.ofSeconds(step.seconds()), wanted);
            if (!wanted.getAsBoolean()) {
                return Optional.empty();
            }
            StepReport report = report(step, current, call, result)
                    .withOutput(result.map(WatchResult::printed).orElse("").strip());
            if (report.status() != StepStatus.PASSED) {
                scratch.requireIntact();
                BuiltKit.requireExisting(kit.built().libraries());
            }
            return Optional.of(report);
        } catch (InterruptedException e) {
            throw GraderException.interrupted(e);
        } finally {
            replaceIfNeeded(current);
            // A watch runs for hours.
            call.deleteFiles();
        }
    }

    private static StepReport report(Step step, WarmWorker worker, WorkerCall<?> call, Optional<WatchResult> result)
            throws InterruptedException {
        if (result.isPresent()) {
            return StepVerdict.of(step, result.get().result());
        }
        WorkerExit end = worker.server.end(call, ENDLESS);
        end.requireReady();
        return StepVerdict.failed(step, "Your code " + end.cause());
    }

    /** Begins again with a new folder if the old one was deleted: a watch may run for longer than temporary files live. */
    private void replaceDeletedFolder() {
        if (!scratch.isIntact()) {
            close();
            open();
        }
    }

    private synchronized WarmWorker worker() {
        replaceDeletedFolder();
        if (!worker.isReusable()) {
            replaceIfNeeded(worker);
        }
        return worker;
    }

    private synchronized void replaceIfNeeded(WarmWorker used) {
        if (!used.isReusable() || used.requests >= MAX_REQUESTS) {
            used.close();
            worker = spare != null ? spare : startWarm();
            spare = null;
        }
    }

    /** Starts a spare process, unless one is ready. The watch loop calls this when it is idle. */
    public synchronized void prepareSpare() {
        replaceDeletedFolder();
        if (spare == null) {
            spare = startWarm();
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

    /** A worker process that keeps running between saves. */
    private static final class WarmWorker implements AutoCloseable {

        private final RunningWorker server;
        private WorkerCall<?> warmUp;
        private int requests;
        private boolean reusable = true;

        /** Starts the process. It gets ready in the background. */
        WarmWorker(WorkerProcess process) {
            server = process.begin(List.of(), line -> { }, line -> { });
        }

        /** Runs one test and ignores the result, because the first test of a process takes longest. */
        void warm(WorkerCall<?> call) {
            warmUp = call;
            try {
                server.send(call);
            } catch (IOException workerEnded) {
                reusable = false;
            }
        }

        /**
         * Sends a request and waits for the answer.
         *
         * @return the result; empty if the worker ended without one or the answer is no longer wanted
         */
        Optional<WatchResult> ask(WorkerCall<WatchResult> call, Duration limit, BooleanSupplier wanted)
                throws InterruptedException {
            requests++;
            // Until the result is there: an interrupted wait leaves a process that is still busy.
            reusable = false;
            Optional<WatchResult> result = server.ask(call, limit, wanted);
            reusable = result.isPresent() && result.get().reusable();
            return result;
        }

        boolean isReusable() {
            return reusable && server.isAlive();
        }

        @Override
        public void close() {
            server.close();
            warmUp.deleteFiles();
        }
    }
}
