package org.rnnkit.grader.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.process.StartedWorker;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.testkit.steps.Step;

/** A worker for one step beside the reference's other eight, which starts its engine while the step is compiled. */
public final class ApartRun implements AutoCloseable {

    private final StartedWorker worker;
    private final StepCalls calls;
    private final TestNames names;
    private final Path folder;

    ApartRun(StartedWorker worker, StepCalls calls, TestNames names, Path folder) {
        this.worker = worker;
        this.calls = calls;
        this.names = names;
        this.folder = folder;
    }

    /**
     * Runs the step, once its classes are there.
     *
     * @param limit the time limit of the step's code
     * @return the step's report
     * @throws GraderException if the worker does not get to the step's code
     */
    public StepReport finish(Duration limit) {
        Step step = calls.step();
        WorkerExit exit = worker.finish(new StepConversation(calls), limit, line -> { }, line -> { });
        Optional<StepAnswers> answered = calls.answers();
        // Once the step's code runs, a reported grader error could be forged, so only an earlier one is believed.
        answered.filter(early -> !exit.ready()).map(StepAnswers::engineError).ifPresent(reason -> {
            throw new GraderException("Step " + step.number() + " can't be graded on this machine: " + reason);
        });
        Optional<StepResult> result = calls.result().filter(found -> !exit.stopped());
        if (answered.isEmpty() && result.isEmpty()) {
            exit.requireReady();
        }
        return result.map(found -> Verdict.of(step, names.check(step, found.within(exit.seconds())), calls.check()))
                .orElseGet(() -> Verdict.failed(step, "Your code " + exit.cause()))
                .withSeed(calls.seed()).withOutput(exit.out() + exit.err()).withSeconds(inMilliseconds(exit.seconds()));
    }

    /** Rounds a time to milliseconds. */
    static double inMilliseconds(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    /** Ends the worker, and deletes its files, so that those of all steps together don't fill the disk. */
    @Override
    public void close() {
        worker.close();
        RecursiveDelete.deleteRecursively(folder);
    }
}
