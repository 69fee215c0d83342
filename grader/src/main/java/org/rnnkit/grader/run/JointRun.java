package org.rnnkit.grader.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.process.StartedWorker;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.system.RecursiveDelete;

/** A worker for several steps of a student's, which starts its engine while the steps are compiled. */
public final class JointRun implements AutoCloseable {

    private final StartedWorker worker;
    private final List<StepCalls> calls;
    private final TestNames names;
    private final Path folder;

    JointRun(StartedWorker worker, List<StepCalls> calls, TestNames names, Path folder) {
        this.worker = worker;
        this.calls = calls;
        this.names = names;
        this.folder = folder;
    }

    /**
     * Runs the steps, once their classes are there.
     *
     * @param limit the time limit of all these steps together
     * @param wrong becomes true as soon as a step is wrong; if another run of the same submission sets it, this one ends, too
     * @return the reports of the steps, which have all passed; empty if one of them did not
     * @throws GraderException if the machine is out of memory, or if the user interrupts
     */
    public Optional<List<StepReport>> finish(Duration limit, AtomicBoolean wrong) {
        WorkerExit exit = worker.finish(new JointConversation(calls, wrong), limit, line -> { }, line -> { });
        boolean silent = exit.out().isEmpty() && exit.err().isEmpty();
        List<StepReport> passed = exit.stopped() || !silent ? List.of()
                : calls.stream().map(this::passed).flatMap(Optional::stream).toList();
        return Optional.of(passed).filter(reports -> reports.size() == calls.size());
    }

    private Optional<StepReport> passed(StepCalls step) {
        // Nor may a step take longer than it may apart. What the others leave of the common limit is not its own.
        if (step.seconds() > step.step().seconds()) {
            return Optional.empty();
        }
        return step.result().map(result -> Verdict.of(step.step(), names.check(step.step(),
                result.within(step.seconds())), step.check())).filter(report -> report.status() == StepStatus.PASSED)
                .map(report -> report.withSeed(step.seed()).withSeconds(ApartRun.inMilliseconds(step.seconds())));
    }

    @Override
    public void close() {
        worker.close();
        RecursiveDelete.deleteRecursively(folder);
    }
}
