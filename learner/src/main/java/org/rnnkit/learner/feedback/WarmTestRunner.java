package org.rnnkit.learner.feedback;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rnnkit.grader.compile.CompiledCodeCheck;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.Worker;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.verdict.StepTester;
import org.rnnkit.grader.verdict.StepVerdict;
import org.rnnkit.grader.worker.step.StepAnswer;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;

/**
 * A fast runner of graded tests. It keeps a worker warm between runs, and a second one ready for the case that a step's code
 * hangs, crashes or leaves something behind.
 */
public final class WarmTestRunner implements AutoCloseable {

    /** What a class loader or an array left behind costs adds up; a fresh process costs nobody any time. */
    private static final int MAX_REQUESTS = 50;

    /** The time limit of a step's tests is not that of the first ones, which load everything and are not a student's. */
    private static final int WARM_UP_SECONDS = 60;

    private final Kit kit;
    private final int seconds;
    private final CompiledCodeCheck check;
    private final Map<String, byte[]> standIns;
    private Scratch scratch = new Scratch();
    private volatile Worker worker;
    private Worker spare;
    private int requests;
    private volatile boolean testing;

    /**
     * Starts the first worker process.
     *
     * @param seconds the limit for each test, in seconds of work
     */
    public WarmTestRunner(Kit kit, int seconds) {
        this.kit = kit;
        this.seconds = seconds;
        this.check = new CompiledCodeCheck(kit);
        this.standIns = ModuleClasses.read(kit.built().standIns());
        this.worker = startWarm();
    }

    /** Returns the folder of all files of the tests. */
    Path folder() {
        return scratch.folder();
    }

    /** Starts a worker and warms it up with the first step's stand-in. */
    private Worker startWarm() {
        Worker fresh = new Worker(Sandbox.none(), StepTester.settings(kit, scratch.folder()));
        fresh.warmUp(StepTester.request(kit, kit.steps().get(0), standIns, Draw.SEED, WARM_UP_SECONDS));
        return fresh;
    }

    /**
     * Tests a step.
     *
     * @param classes the class files of all steps that compile, by their paths on a class path
     * @param wanted whether the result is still wanted; who no longer wants it calls {@link #cancel} after that
     * @return the step's report; empty if it is no longer wanted
     */
    public Optional<StepReport> test(Step step, Map<String, byte[]> classes, BooleanSupplier wanted) {
        Optional<Refusal> refusal = check.refusal(step, classes);
        if (refusal.isPresent()) {
            return Optional.of(StepVerdict.refused(step, refusal.get()));
        }
        prepareWorker();
        testing = true;
        try {
            WorkerReply<StepAnswer> reply = !wanted.getAsBoolean() ? null : worker.ask(
                    StepTester.request(kit, step, classes, Draw.SEED, seconds), StepAnswer.class,
                    Duration.ofSeconds(step.seconds()));
            if (!wanted.getAsBoolean()) {
                // It is being killed, or may be.
                requests = MAX_REQUESTS;
                return Optional.empty();
            }
            requests = reply.answer().map(StepAnswer::reusable).orElse(false) ? requests + 1 : MAX_REQUESTS;
            StepReport report = StepTester.report(step, reply);
            if (report.status() != StepStatus.PASSED) {
                scratch.requireIntact();
                BuiltKit.requireExisting(kit.built().libraries());
            }
            return Optional.of(report.withRun(null, null, report.output().strip()));
        } finally {
            testing = false;
        }
    }

    /** Stops the test that runs: its worker ends, and the spare one takes its place. Any thread may call it. */
    public void cancel() {
        if (testing) {
            worker.kill();
        }
    }

    /**
     * Takes the spare worker if the other one has ended or had enough requests. Begins again with a new folder if the old one
     * was deleted: a watch may run for longer than temporary files live.
     */
    private synchronized void prepareWorker() {
        replaceDeletedFolder();
        if (requests >= MAX_REQUESTS || !worker.isAlive()) {
            worker.close();
            worker = spare != null ? spare : startWarm();
            spare = null;
            requests = 0;
        }
    }

    private void replaceDeletedFolder() {
        if (!scratch.isIntact()) {
            close();
            scratch = new Scratch();
            worker = startWarm();
            spare = null;
            requests = 0;
        }
    }

    /** Starts a spare process, unless one is ready. It is called between two rounds of tests. */
    public synchronized void prepareSpare() {
        prepareWorker();
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
}
