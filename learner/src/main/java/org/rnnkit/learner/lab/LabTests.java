package org.rnnkit.learner.lab;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rnnkit.grader.compile.CompiledCodeCheck;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.verdict.StepTester;
import org.rnnkit.grader.verdict.StepVerdict;
import org.rnnkit.grader.worker.step.StepAnswer;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.worker.TestTask;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;

/** The graded tests of a learner's steps, in a lab of their own. */
public final class LabTests implements AutoCloseable {

    /** The time limit of a step's tests is not that of the first ones, which load everything and are not a student's. */
    private static final int WARM_UP_SECONDS = 60;

    private final Kit kit;
    private final CompiledCodeCheck check;
    private final Lab lab;

    /**
     * Starts the first process.
     *
     * @param seconds the limit for each test, in seconds of work
     */
    public LabTests(Kit kit, int seconds) {
        this.kit = kit;
        this.check = new CompiledCodeCheck(kit);
        this.lab = new Lab(kit, seconds, task(kit.steps().get(0), ModuleClasses.read(kit.built().standIns()),
                WARM_UP_SECONDS));
        lab.start();
    }

    private TestTask task(Step step, Map<String, byte[]> classes, int seconds) {
        return new TestTask(StepTester.request(kit, step, classes, Draw.SEED, seconds), step.seconds());
    }

    /**
     * Tests a step.
     *
     * @param wanted whether the result is still wanted; who no longer wants it calls {@link #cancel} after that
     * @return the step's report; empty if it is no longer wanted
     */
    public Optional<StepReport> test(StudentSteps steps, Step step, BooleanSupplier wanted) {
        Optional<StepReport> known = steps.known(step);
        if (known.isPresent()) {
            return known;
        }
        Optional<Refusal> refusal = check.refusal(step, steps.classes());
        Optional<StepReport> tested = refusal.isPresent() ? Optional.of(StepVerdict.refused(step, refusal.get()))
                : lab.run(task(step, steps.classes(), lab.seconds()), wanted, news -> { })
                        .map(reply -> report(step, reply));
        return tested.map(report -> steps.complete(step, report));
    }

    /** Tests a step to the end. */
    public StepReport test(StudentSteps steps, Step step) {
        return test(steps, step, () -> true).orElseThrow();
    }

    private StepReport report(Step step, WorkerReply<StepAnswer> reply) {
        StepReport report = StepTester.report(step, reply);
        if (report.status() != StepStatus.PASSED) {
            lab.requireIntact();
            BuiltKit.requireExisting(kit.built().libraries());
        }
        return report.withRun(null, null, report.output().strip());
    }

    /** Stops the test that runs, if its result is no longer wanted. Any thread may call it. */
    public void cancel() {
        lab.cancel();
    }

    /** Makes sure that a spare process is ready. */
    public void prepareSpare() {
        lab.prepareSpare();
    }

    /** Returns the folder of all files of the tests. */
    Path folder() {
        return lab.folder();
    }

    @Override
    public void close() {
        lab.close();
    }
}
