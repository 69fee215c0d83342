package org.rnnkit.grader.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.rnnkit.grader.process.RunningWorker;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerInput;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.testkit.steps.Step;

/**
 * A run of one step, or of several steps of a student's together, in one worker. The engine starts while the steps are
 * compiled. All questions are answered before the first test is sent, so that no test can change an answer.
 */
public final class StepRun implements AutoCloseable {

    private final RunningWorker worker;
    private final List<Calls> calls;
    final TestNames names;
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
    public JointRun finishTogether(Duration limit, AtomicBoolean wrong) {
        WorkerExit exit = finish(limit, wrong, true);
        List<Step> failed = calls.stream().filter(this::hasFailed).map(call -> call.step).toList();
        // What a step prints is shown beside its tests, and here nobody is sure which step it was.
        boolean counts = !exit.stopped() && exit.out().isEmpty() && exit.err().isEmpty();
        return new JointRun(counts ? calls.stream().map(this::passed).flatMap(Optional::stream).toList() : List.of(), failed);
    }

    private WorkerExit finish(Duration limit, AtomicBoolean wrong, boolean untilWrong) {
        WorkerInput input = new WorkerInput() {
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
}
