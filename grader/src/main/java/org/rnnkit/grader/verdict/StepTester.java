package org.rnnkit.grader.verdict;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.Worker;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.step.StepAnswer;
import org.rnnkit.grader.worker.step.StepRequest;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.grader.worker.tests.StepWorker;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * Runs the graded tests of one submission's steps, one after the other in one worker. A step that fails where others have run
 * before it runs again in a fresh worker, while the first one goes on, and this verdict counts; so no step fails by what
 * another has left behind.
 */
public final class StepTester implements AutoCloseable {

    private final Kit kit;
    private final Sandbox sandbox;
    private final WorkerSettings settings;
    private final ExecutorService repeats = Executors.newSingleThreadExecutor();
    /** Null if the last one can't be used any more. */
    private Worker worker;
    private boolean used;

    /** Starts the first worker, which gets ready in the background and works in a folder that exists. */
    public StepTester(Kit kit, Sandbox sandbox, Path folder) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.settings = settings(kit, folder);
        start();
    }

    /** Makes the settings of a worker that tests steps. */
    public static WorkerSettings settings(Kit kit, Path folder) {
        return WorkerSettings.of(StepWorker.class, kit.built().classPath(StepWorker.class, Steps.class), folder)
                .withReadable(List.of(kit.built().tests(), kit.built().standIns())).withFlags(WorkerSettings.SHORT_LIVED);
    }

    private void start() {
        worker = new Worker(sandbox, settings);
        used = false;
    }

    /**
     * Tests a step.
     *
     * @param classes its class files, by their paths on a class path
     * @param code a hash of the student's code, from which the seed follows
     * @return the report, which may come later if the step failed
     * @throws GraderException if the machine or the kit is to blame
     */
    public Future<StepReport> test(Step step, Map<String, byte[]> classes, String code) {
        boolean besideOthers = used;
        if (worker == null) {
            start();
        }
        used = true;
        WorkerReply<StepAnswer> reply = ask(worker, step, classes, code);
        boolean hung = reply.answer().map(answer -> answer.result().wasStopped()).orElseGet(() -> reply.exit().stopped());
        if (!reply.answer().map(StepAnswer::reusable).orElse(false)) {
            closeWorker();
        }
        StepReport report = report(step, code, reply);
        return besideOthers && !hung && report.status() != StepStatus.PASSED
                ? repeats.submit(() -> testAlone(step, classes, code)) : CompletableFuture.completedFuture(report);
    }

    private StepReport testAlone(Step step, Map<String, byte[]> classes, String code) {
        try (Worker fresh = new Worker(sandbox, settings)) {
            return report(step, code, ask(fresh, step, classes, code));
        }
    }

    private WorkerReply<StepAnswer> ask(Worker asked, Step step, Map<String, byte[]> classes, String code) {
        WorkerReply<StepAnswer> reply = asked.ask(request(kit, step, classes, seed(step, code), WorkLimit.SECONDS),
                StepAnswer.class, Duration.ofSeconds(step.seconds()));
        String engineError = reply.answer().map(StepAnswer::engineError).orElse(null);
        if (engineError != null) {
            throw new GraderException("Step " + step.number() + " can't be graded on this machine: " + engineError);
        }
        return reply;
    }

    private long seed(Step step, String code) {
        return Seeds.of(step, kit.built().verdictHash() + " " + code);
    }

    /**
     * Makes the request to test a step beside stand-ins of the others.
     *
     * @param seconds the limit of each test, in seconds of work
     */
    public static StepRequest request(Kit kit, Step step, Map<String, byte[]> classes, long seed, int seconds) {
        TestsRequest tests = new TestsRequest(step.packageName(), step.id(), step.tag(), kit.built().testClasses(step), seed,
                false, seconds);
        return new StepRequest(tests, classes, Stream.of(kit.built().tests(), kit.built().standIns()).map(Path::toString)
                .toList());
    }

    private StepReport report(Step step, String code, WorkerReply<StepAnswer> reply) {
        StepReport report = report(step, reply);
        double ofTests = report.tests().stream().mapToDouble(TestReport::seconds).sum();
        double seconds = Math.round(Math.max(reply.seconds(), ofTests) * 1000) / 1000.0;
        return report.withRun(seed(step, code), seconds, report.output());
    }

    /**
     * Makes the report of a step from a worker's reply.
     *
     * @throws GraderException if the worker does not get to the step's code
     */
    public static StepReport report(Step step, WorkerReply<StepAnswer> reply) {
        if (reply.answer().isPresent()) {
            StepAnswer answer = reply.answer().get();
            return StepVerdict.of(step, answer.result().within(reply.waited())).withRun(null, null, answer.printed());
        }
        reply.exit().requireBegun();
        return StepVerdict.failed(step, "Your code " + reply.exit().cause());
    }

    @Override
    public void close() {
        repeats.shutdownNow();
        closeWorker();
    }

    private void closeWorker() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }
}
