package org.rnnkit.learner.background;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.rnnkit.grader.compile.StepClasses;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.source.CompileError;
import org.rnnkit.learner.feedback.ErrorExplanation;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.worker.CellError;
import org.rnnkit.learner.worker.CellRequest;
import org.rnnkit.learner.worker.CellResult;
import org.rnnkit.learner.worker.CellWorker;
import org.rnnkit.testkit.steps.Step;

/**
 * A runner of cells, one after the other, in one process that stays warm. The cells can call the learner's steps as they were
 * saved last.
 */
public final class CellRun implements AutoCloseable {

    /** The time for a cell with its compilation. Each of its statements has the limit of a test. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Kit kit;
    private final Supplier<Submission> submission;
    private final AtomicInteger stops = new AtomicInteger();
    /** Null before the first cell. */
    private volatile CellProcess process;

    /** Makes a runner, which does not start its process yet. */
    public CellRun(Kit kit, Supplier<Submission> submission) {
        this.kit = kit;
        this.submission = submission;
    }

    /** Starts the process, unless it runs with the steps as they are now. It gets ready in the background. */
    public synchronized void start() {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new UsageException("This Java has no JShell, which runs the line: use a complete JDK, 17 or newer.");
        }
        Submission current = submission.get();
        if (process == null || !process.serves(current)) {
            close();
            process = new CellProcess(current);
        }
    }

    /**
     * Runs a cell. Another one waits until it has ended.
     *
     * @return the result, with the compiler's errors explained as its problem
     * @throws UsageException if the cell was stopped, or if it ended its process
     */
    public CellResult run(String code) {
        return run(code, stops.get());
    }

    /** Runs a cell, unless there were more stops meanwhile than when it was asked for. */
    private synchronized CellResult run(String code, int stopsBefore) {
        start();
        try {
            if (stops.get() == stopsBefore) {
                return process.run(code);
            }
        } catch (StepsFailure ended) {
            close();
            if (stops.get() == stopsBefore) {
                throw new UsageException(ended.getMessage());
            }
        }
        throw new UsageException("The line was stopped.");
    }

    /** Stops the cell that runs, and its process. The next cell starts another. */
    public void stop() {
        stops.incrementAndGet();
        CellProcess running = process;
        if (running != null) {
            running.worker.kill();
        }
    }

    @Override
    public void close() {
        CellProcess last = process;
        process = null;
        if (last != null) {
            last.close();
        }
    }

    /** One process for cells, with the steps as they were when it was started. */
    private final class CellProcess implements AutoCloseable {

        private final Scratch scratch = new Scratch();
        private final String sources;
        private final List<Step> broken;
        private final OwnStepsWorker worker;

        CellProcess(Submission own) {
            sources = own.hash();
            StudentSteps steps = new StudentSteps(kit, own, null);
            broken = kit.steps().stream().filter(step -> !steps.errors(step).isEmpty()).toList();
            worker = new OwnStepsWorker("", kit, scratch.folder(),
                    new StepClasses(steps.classes(), "").jarIn(scratch.folder()), CellWorker.class);
        }

        boolean serves(Submission current) {
            return worker.isAlive() && current.hash().equals(sources);
        }

        /** Runs a cell. It explains the compiler's first error; a step that does not compile is a likelier cause. */
        CellResult run(String code) {
            CellResult result = worker.ask(new CellRequest(code, ErrorExplanation.imports(code)), CellResult.class, LIMIT,
                    news -> { });
            if (result.errors().isEmpty()) {
                return result;
            }
            CellError first = result.errors().get(0);
            String problem = broken.stream().filter(step -> code.contains(step.className())).findFirst()
                    .map(step -> "Step " + step.number() + " does not compile now. Its verdict shows the line.")
                    .orElseGet(() -> ErrorExplanation.of(new CompileError(null, 1, first.position(), first.code(),
                            first.message()), code).text());
            return new CellResult(result.printed(), List.of(), "", problem, result.errors());
        }

        @Override
        public void close() {
            worker.close();
            scratch.close();
        }
    }
}
