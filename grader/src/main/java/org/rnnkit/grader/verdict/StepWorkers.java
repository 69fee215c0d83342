package org.rnnkit.grader.verdict;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.step.StepWorker;
import org.rnnkit.grader.worker.tests.TestRun;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The workers that run steps: what all of them have on their class path, in their archive, and in the tests they are sent. */
public final class StepWorkers {

    private static final Duration REHEARSAL_LIMIT = Duration.ofSeconds(60);

    private final Kit kit;
    private final Sandbox sandbox;
    private final Path scratch;
    private final TestNames names;
    private final AtomicInteger count = new AtomicInteger();
    private Map<String, byte[]> tests;
    private WorkerSettings settings;

    /** Describes the workers, which work in a folder that exists. They are prepared when the first one is started. */
    public StepWorkers(Kit kit, Sandbox sandbox, TestNames names, Path scratch) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.names = names;
        this.scratch = scratch;
    }

    /** Reads the tests and makes the worker's jar and archive. */
    synchronized void prepare() {
        if (settings == null) {
            tests = readTests(kit);
            Path jar = WorkerJar.of(StepWorker.class, Probe.class);
            WorkerSettings plain = WorkerSettings.of(StepWorker.class, WorkerJar.path(kit, jar, List.of()), scratch)
                    .withFlags(WorkerProcess.SHORT_LIVED);
            settings = WorkerJar.withArchive(plain, this::rehearse);
        }
    }

    /** Runs the first step's tests on its stand-in, so that the worker loads its classes. */
    private void rehearse(WorkerSettings rehearsed) {
        Step step = Steps.all().get(0);
        Path folder = Scratch.createSubfolder(scratch, "rehearsal");
        StepRun.Calls calls = new StepRun.Calls(kit, step, "", readTestsWithStandIn(kit, step), false, folder);
        // It must end by itself, since only then is its archive written.
        new WorkerProcess(Sandbox.none(), rehearsed.in(folder, List.of())).run(calls.questions(), in -> {
            calls.awaitAnswers();
            calls.test(in, new AtomicBoolean());
        }, REHEARSAL_LIMIT, line -> { }, line -> { });
        RecursiveDelete.deleteRecursively(folder);
    }

    /** Lists the names of a step's tests, without running them. */
    public List<String> testsOf(Step step) {
        return names.of(step);
    }

    /**
     * Starts a worker for one or several steps.
     *
     * @param code a hash of all of the student's code that will be in the folder of classes
     * @param classes the folder for the classes of these steps and for what they run beside; it may still be incomplete
     * @throws GraderException if it can't be started
     */
    public StepRun start(List<Step> steps, String code, Path classes) {
        prepare();
        Path folder = Scratch.createSubfolder(scratch, "run-" + count.incrementAndGet());
        String all = kit.built().verdictHash() + " " + code;
        List<StepRun.Calls> calls = IntStream.range(0, steps.size()).mapToObj(i -> new StepRun.Calls(kit, steps.get(i), all,
                i == 0 ? tests : Map.of(), i < steps.size() - 1, folder)).toList();
        WorkerProcess worker = new WorkerProcess(sandbox, settings.in(folder, List.of(classes))
                .withWritable(calls.stream().flatMap(StepRun.Calls::files).toList()));
        return new StepRun(worker.begin(calls.get(0).questions()), calls, names, folder);
    }

    /** Reads what a worker is sent: the graded tests, the testkit, and the code that runs the tests. */
    static Map<String, byte[]> readTests(Kit kit) {
        Map<String, byte[]> files = new TreeMap<>(ModuleClasses.read(kit.built().tests()));
        files.putAll(ModuleClasses.files(Steps.class));
        files.putAll(ModuleClasses.filesOfPackage(TestRun.class));
        return files;
    }

    /** Reads the same files and a step's stand-in, for a run of its tests without a student's code. */
    static Map<String, byte[]> readTestsWithStandIn(Kit kit, Step step) {
        Map<String, byte[]> files = readTests(kit);
        ModuleClasses.read(kit.built().standIns()).forEach((file, content) -> {
            if (file.startsWith(step.packageName().replace('.', '/') + "/")) {
                files.put(file, content);
            }
        });
        return files;
    }
}
