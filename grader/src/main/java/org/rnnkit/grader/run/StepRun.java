package org.rnnkit.grader.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.ClassArchive;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.step.StepWorker;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A runner for steps. In a separate process it asks the steps' code the verifier's questions, then runs the graded tests.
 * The grader has the answers before it sends the tests, so that no test can change them.
 */
public final class StepRun {

    private static final Duration REHEARSAL_LIMIT = Duration.ofSeconds(60);

    private final Kit kit;
    private final Sandbox sandbox;
    private final Path scratch;
    private final Map<String, byte[]> tests;
    private final TestNames names;
    private final WorkerSettings settings;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param sandbox the sandbox that the steps' code runs in
     * @param names the names of the graded tests
     * @param scratch an existing folder to write to
     */
    public StepRun(Kit kit, Sandbox sandbox, TestNames names, Path scratch) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.names = names;
        this.scratch = scratch;
        this.tests = TestBundle.read(kit);
        Path jar = WorkerJar.of(StepWorker.class, Probe.class);
        WorkerSettings plain = WorkerSettings.of(StepWorker.class, WorkerJar.path(kit, jar, List.of()), scratch)
                .withFlags(WorkerProcess.SHORT_LIVED);
        this.settings = ClassArchive.addTo(plain, this::rehearse);
    }

    /** Runs the first step's tests without a student's code, so that the worker loads its classes. */
    private void rehearse(WorkerSettings rehearsed) {
        Step step = Steps.all().get(0);
        Path folder = Scratch.createSubfolder(scratch, "rehearsal");
        StepCalls calls = new StepCalls(kit, step, new Verifier(step), TestBundle.readWithStep(kit, step), false, folder);
        // It must end by itself, since only then is its archive written.
        new WorkerProcess(Sandbox.none(), rehearsed.in(folder, List.of())).run(calls.questions(), in -> {
            calls.awaitAnswers();
            calls.sendTests(in);
        }, REHEARSAL_LIMIT, line -> { }, line -> { });
        RecursiveDelete.deleteRecursively(folder);
    }

    /**
     * Starts a worker for one step.
     *
     * @param step the step
     * @param classPath the folders for the classes of all nine steps; the step's own may still be empty
     * @return the worker, which the caller closes
     * @throws GraderException if it can't be started
     */
    public ApartRun start(Step step, List<Path> classPath) {
        Path folder = Scratch.createSubfolder(scratch, "run-" + step.id());
        StepCalls calls = new StepCalls(kit, step, new Verifier(step), tests, false, folder);
        return new ApartRun(worker(folder, classPath, List.of(calls)).begin(calls.questions()), calls, names, folder);
    }

    /**
     * Starts one worker for several steps of a student's, beside each other and with nothing of the reference: much faster than
     * one worker for each step. It is only for steps that are all right. A step that is wrong, prints, takes long or ends the
     * process can change what happens to the others; then there is no report, and each step must run apart.
     *
     * @param steps the steps
     * @param classes the folder for the classes of all of the student's steps; it may still be empty
     * @return the worker, which the caller closes
     * @throws GraderException if it can't be started
     */
    public JointRun startTogether(List<Step> steps, Path classes) {
        Path folder = Scratch.createSubfolder(scratch, "run-" + steps.get(0).id() + "-and-others");
        List<StepCalls> calls = IntStream.range(0, steps.size()).mapToObj(i -> new StepCalls(kit, steps.get(i),
                new Verifier(steps.get(i)), i == 0 ? tests : Map.of(), i < steps.size() - 1, folder)).toList();
        return new JointRun(worker(folder, List.of(classes), calls).begin(calls.get(0).questions()), calls, names, folder);
    }

    private WorkerProcess worker(Path folder, List<Path> steps, List<StepCalls> calls) {
        return new WorkerProcess(sandbox, settings.in(folder, steps).withWritable(
                calls.stream().flatMap(StepCalls::files).toList()));
    }
}
