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
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.testkit.steps.Step;

/**
 * A run of one step, or of several steps of a student's together, in one worker. The engine starts while the steps are
 * compiled.
 */
public final class StepRun implements AutoCloseable {

    private final RunningWorker worker;
    private final List<StepCall> calls;
    private final Path folder;
    /** The steps that seem to have printed: a line arrives a little later. */
    private final Set<StepCall> printing = ConcurrentHashMap.newKeySet();
    private volatile StepCall current;

    StepRun(WorkerProcess process, List<StepCall> calls, Path folder) {
        this.calls = calls;
        this.folder = folder;
        this.current = calls.get(0);
        Consumer<String> lines = line -> printing.add(current);
        this.worker = process.begin(calls.get(0).files(), lines, lines);
    }

    /**
     * Runs one step alone, once its classes are there.
     *
     * @throws GraderException if the worker does not get to the step's code
     */
    public StepReport finishAlone(Duration limit) {
        StepCall call = calls.get(0);
        WorkerExit exit = finish(limit, new AtomicBoolean(), false);
        Optional<StepResult> answered = call.result();
        if (!exit.ready()) {
            answered.map(StepResult::engineError).ifPresent(reason -> {
                throw new GraderException("Step " + call.step.number() + " can't be graded on this machine: " + reason);
            });
            exit.requireReady();
        }
        return answered.filter(result -> !exit.stopped()).map(result -> verdict(call, result, exit.seconds()))
                .orElseGet(() -> StepVerdict.failed(call.step, "Your code " + exit.cause()).withSeed(call.seed)
                        .withSeconds(inMilliseconds(exit.seconds())))
                .withOutput(exit.out() + exit.err());
    }

    /**
     * Runs all steps, once their classes are there, until one fails.
     *
     * @param wrong becomes true when a step fails; if another run of the same submission sets it, this one ends, too
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
                // The worker of an unreadable answer is not killed: how it ends is part of the step's message.
                return untilWrong || calls.get(0).result().isPresent();
            }
        };
        return worker.finish(calls.get(0).call(), input, limit);
    }

    /** Sends all calls, each when the one before it is answered. The worker's process sends the first one itself. */
    private void converse(OutputStream in, AtomicBoolean wrong, boolean untilWrong) throws IOException, InterruptedException {
        for (StepCall call : calls) {
            if (wrong.get()) {
                return;
            }
            current = call;
            call.test(call == calls.get(0), in, wrong);
            wrong.compareAndSet(false, untilWrong && hasFailed(call));
        }
    }

    /** Tells whether a step has printed, or given a wrong result, or none to a call that the worker had got. */
    private boolean hasFailed(StepCall call) {
        return printing.contains(call) || call.isUnanswered() || call.result().isPresent() && passed(call).isEmpty();
    }

    private Optional<StepReport> passed(StepCall call) {
        // A step has only its own time limit, even if the limit of all steps together leaves more.
        return call.result().filter(result -> call.seconds() <= call.step.seconds())
                .map(result -> verdict(call, result, call.seconds())).filter(report -> report.status() == StepStatus.PASSED);
    }

    private StepReport verdict(StepCall call, StepResult result, double seconds) {
        return StepVerdict.of(call.step, result.within(seconds)).withSeed(call.seed).withSeconds(inMilliseconds(seconds));
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
