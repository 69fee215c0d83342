package org.rnnkit.grader.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.RunningWorker;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerProcess.WorkerExit;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.CheckStatus;
import org.rnnkit.grader.report.StepReport.IndependentCheck;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.StepWorker;
import org.rnnkit.grader.worker.step.StepWorker.StepAnswers;
import org.rnnkit.grader.worker.step.StepWorker.StepRequest;
import org.rnnkit.grader.worker.step.StepWorker.TestsRequest;
import org.rnnkit.grader.worker.tests.TestRun;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A run of one step, or of several steps of a student's together, in one worker. The engine starts while the steps are
 * compiled. All questions are answered before the first test is sent, so that no test can change an answer.
 */
public final class StepRun implements AutoCloseable {

    private final RunningWorker worker;
    private final List<Calls> calls;
    private final TestNames names;
    private final Path folder;
    /** The steps that seem to have printed: a line arrives a little later. */
    private final Set<Calls> printing = ConcurrentHashMap.newKeySet();
    private volatile Calls current;

    StepRun(WorkerProcess process, List<Calls> calls, TestNames names, Path folder) {
        this.calls = calls;
        this.names = names;
        this.folder = folder;
        this.current = calls.get(0);
        Consumer<String> lines = line -> printing.add(current);
        this.worker = process.begin(calls.get(0).questions().files(), lines, lines);
    }

    /**
     * The results of several steps that ran together. They count only if all of them passed, because a mistake in one step
     * can change another's result.
     *
     * @param failed the steps that did not pass or have printed, and the one that the worker was busy with when it ended; the
     *     others may not have run
     */
    public record Together(List<StepReport> passed, List<Step> failed) {}

    /**
     * Runs one step alone, once its classes are there.
     *
     * @throws GraderException if the worker does not get to the step's code
     */
    public StepReport finishAlone(Duration limit) {
        Calls call = calls.get(0);
        Step step = call.step;
        WorkerExit exit = finish(limit, new AtomicBoolean(), false);
        Optional<StepAnswers> answered = call.answers();
        // Once the step's code runs, a reported grader error could be forged, so only an earlier one is believed.
        answered.filter(early -> !exit.ready()).map(StepAnswers::engineError).ifPresent(reason -> {
            throw new GraderException("Step " + step.number() + " can't be graded on this machine: " + reason);
        });
        Optional<StepResult> result = call.result().filter(found -> !exit.stopped()).or(() -> answered
                .map(StepAnswers::endless).map(endless -> new StepResult(List.of(), endless)));
        if (answered.isEmpty() && result.isEmpty()) {
            exit.requireReady();
        }
        return result.map(found -> verdict(call, found, exit.seconds()))
                .orElseGet(() -> StepVerdict.failed(step, "Your code " + exit.cause()).withSeed(call.verifier.seed())
                        .withSeconds(inMilliseconds(exit.seconds())))
                .withOutput(exit.out() + exit.err());
    }

    /**
     * Runs all steps, once their classes are there. If the answers of some are wrong, no test runs.
     *
     * @param wrong becomes true when a step's answers or results are wrong; if another run of the same submission sets it, this
     *     one ends, too
     * @throws GraderException if the machine is out of memory, or if the user interrupts
     */
    public Together finishTogether(Duration limit, AtomicBoolean wrong) {
        WorkerExit exit = finish(limit, wrong, true);
        List<Step> failed = calls.stream().filter(this::hasFailed).map(call -> call.step).toList();
        // What a step prints is shown beside its tests, and here nobody is sure which step it was.
        boolean counts = !exit.stopped() && exit.out().isEmpty() && exit.err().isEmpty();
        return new Together(counts ? calls.stream().map(this::passed).flatMap(Optional::stream).toList() : List.of(), failed);
    }

    private WorkerExit finish(Duration limit, AtomicBoolean wrong, boolean untilWrong) {
        WorkerProcess.Input input = new WorkerProcess.Input() {
            @Override
            public void write(OutputStream in) throws IOException, InterruptedException {
                converse(in, wrong, untilWrong);
            }

            @Override
            public boolean hasAllAnswers() {
                // The worker of a forged answer is not killed: how it ends is part of the step's message.
                return untilWrong || calls.get(0).result().isPresent();
            }
        };
        return worker.finish(calls.get(0).questions(), input, limit);
    }

    /** Sends all calls, each when the one before it is answered. The worker's process sends the first one itself. */
    private void converse(OutputStream in, AtomicBoolean wrong, boolean untilWrong) throws IOException, InterruptedException {
        for (int i = 0; i < calls.size(); i++) {
            Calls call = calls.get(i);
            current = call;
            call.ask(i == 0, in);
            if (i > 0) {
                calls.get(i - 1).check(); // while the worker answers
            }
            call.awaitAnswers();
        }
        wrong.compareAndSet(false, untilWrong && calls.stream().anyMatch(this::hasFailed));
        for (Calls call : calls) {
            if (wrong.get()) {
                return;
            }
            current = call;
            call.test(in, wrong);
            wrong.compareAndSet(false, untilWrong && hasFailed(call));
        }
    }

    /** Tells whether a step has printed, or given a wrong answer or result, or none to a call that the worker had got. */
    private boolean hasFailed(Calls call) {
        return printing.contains(call) || call.isUnanswered() || call.isWrong()
                || call.result().isPresent() && passed(call).isEmpty();
    }

    private Optional<StepReport> passed(Calls call) {
        // A step has only its own time limit, even if the limit of all steps together leaves more.
        return call.result().filter(result -> call.seconds() <= call.step.seconds())
                .map(result -> verdict(call, result, call.seconds())).filter(report -> report.status() == StepStatus.PASSED);
    }

    private StepReport verdict(Calls call, StepResult result, double seconds) {
        return StepVerdict.of(call.step, names.check(call.step, result.within(seconds)), call.check())
                .withSeed(call.verifier.seed()).withSeconds(inMilliseconds(seconds));
    }

    private static double inMilliseconds(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    /** Ends the worker, and deletes its files, so that those of all steps together don't fill the disk. */
    @Override
    public void close() {
        worker.close();
        RecursiveDelete.deleteRecursively(folder);
    }

    /**
     * The two calls to a worker about one step: first the questions of the independent check, later the graded tests. One
     * thread sends them, and another one asks for the results after the worker's end.
     */
    static final class Calls {

        private static final long POLL_MILLIS = 2;

        private final Step step;
        private final Verifier verifier;
        private final WorkerCall<StepAnswers> questions;
        private final WorkerCall<StepResult> testing;
        private final CompletableFuture<Optional<StepAnswers>> answers = new CompletableFuture<>();
        private final AtomicLong nanos = new AtomicLong();
        private final AtomicBoolean waiting = new AtomicBoolean();
        private long begun;
        private IndependentCheck check;
        private Optional<StepResult> result = Optional.empty();

        /**
         * Makes the calls, without sending them.
         *
         * @param code a hash of the kit and of the student's code, from which the questions follow
         * @param tests the class files that the tests need; empty if the worker has them from the step before
         * @param morePending whether the same worker gets the questions of another step after these
         */
        Calls(Kit kit, Step step, String code, Map<String, byte[]> tests, boolean morePending, Path folder) {
            this.step = step;
            this.verifier = new Verifier(step, code);
            this.questions = new WorkerCall<>(new StepRequest(step.className(), step.packageName(), verifier.questions(),
                    morePending), StepAnswers.class, folder);
            this.testing = new WorkerCall<>(new TestsRequest(step.packageName(), step.id(), step.tag(),
                    kit.built().testClasses(step), verifier.seed(), false, WorkLimit.SECONDS, tests), StepResult.class, folder);
        }

        /** Returns the call with the questions, for the worker that sends it itself. */
        WorkerCall<StepAnswers> questions() {
            return questions;
        }

        /** Lists the files that the worker writes its answers to. */
        Stream<Path> files() {
            return Stream.concat(questions.files().stream(), testing.files().stream());
        }

        /** Sends the questions, unless they are the worker's first call. */
        void ask(boolean first, OutputStream in) throws IOException {
            waiting.set(true);
            begun = System.nanoTime();
            if (!first) {
                questions.send(in);
            }
        }

        /** Waits for the answers to the questions, and keeps them as they are now: the tests can't change them. */
        void awaitAnswers() throws InterruptedException {
            await(questions, new AtomicBoolean());
            answers.complete(questions.answer());
        }

        /** Sends the tests and waits for their results, or until nobody wants them any more. */
        void test(OutputStream in, AtomicBoolean stop) throws IOException, InterruptedException {
            waiting.set(true);
            begun = System.nanoTime();
            testing.send(in);
            await(testing, stop);
        }

        private void await(WorkerCall<?> call, AtomicBoolean stop) throws InterruptedException {
            while (!call.isAnswered() && !stop.get()) {
                Thread.sleep(POLL_MILLIS);
            }
            waiting.set(false);
            nanos.addAndGet(System.nanoTime() - begun);
        }

        /** Tells whether the worker has ended before it answered a call that it had got. */
        boolean isUnanswered() {
            return waiting.get();
        }

        /** Tells whether the answers to the questions are wrong. Before they have come, they are not. */
        boolean isWrong() {
            return answers.isDone() && check().status() == CheckStatus.FAILED;
        }

        /** Returns the answers to the questions, as they were before the tests were sent. */
        Optional<StepAnswers> answers() {
            return answers.isDone() ? answers.join() : questions.answer();
        }

        /**
         * Returns the time of both calls by the grader's clock, once the worker has ended. It includes the milliseconds in
         * which the answers of the step before are judged.
         */
        double seconds() {
            return nanos.get() / 1e9;
        }

        /** Compares the answers. Called after {@link #awaitAnswers}, or after the worker's end. */
        synchronized IndependentCheck check() {
            if (check == null) {
                check = verifier.judge(answers());
            }
            return check;
        }

        /** Returns the results of the tests, once they are there. */
        synchronized Optional<StepResult> result() {
            result = result.isEmpty() ? testing.answer() : result;
            return result;
        }
    }

    /**
     * The workers that run steps: what all of them have on their class path and in the tests they are sent.
     */
    public static final class StepWorkers {

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

        /** Reads the tests and makes the worker's jar. */
        synchronized void prepare() {
            if (settings == null) {
                tests = readTests(kit);
                Path jar = WorkerJar.of(StepWorker.class, Probe.class, WrappedModel.class, WorkLimit.class);
                settings = WorkerSettings.of(StepWorker.class, WorkerJar.path(kit, jar, List.of()), scratch)
                        .withFlags(WorkerProcess.SHORT_LIVED);
            }
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
            return new StepRun(worker, calls, names, folder);
        }

        /** Reads what a worker is sent: the graded tests, the testkit, and the code that runs the tests. */
        static Map<String, byte[]> readTests(Kit kit) {
            Map<String, byte[]> files = new TreeMap<>(ModuleClasses.read(kit.built().tests()));
            files.putAll(ModuleClasses.files(Steps.class));
            files.putAll(ModuleClasses.filesOfPackage(TestRun.class));
            return files;
        }
    }
}
