package org.rnnkit.learner.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.source.CompileError;
import org.rnnkit.learner.feedback.ErrorExplanation;
import org.rnnkit.learner.worker.CellError;
import org.rnnkit.learner.worker.CellResult;
import org.rnnkit.learner.worker.CellTask;

/** The cells of the chapters, in a lab. They can call the learner's steps as they were saved last. */
public final class CellRun {

    /** A first task for a lab that runs cells: it loads JShell. */
    public static final CellTask WARM_UP = new CellTask("", List.of(), "", 0);

    private final Lab lab;
    private final SavedSteps steps;
    private final AtomicInteger stops = new AtomicInteger();

    /** Makes a runner, which does not start its process yet. */
    public CellRun(Lab lab, Kit kit, Supplier<Submission> submission) {
        this.lab = lab;
        this.steps = new SavedSteps(lab, "cells", kit, submission);
    }

    /** Starts the process, unless it runs. It gets ready in the background. */
    public void start() {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new UsageException("This Java has no JShell, which runs the line: use a complete JDK, 17 or newer.");
        }
        lab.start();
    }

    /**
     * Runs a cell. Another one waits until it has ended.
     *
     * @return the result, with the compiler's errors explained as its problem
     * @throws UsageException if the cell was stopped, or if it ended its process
     */
    public CellResult run(String code) {
        int stopsBefore = stops.get();
        start();
        Path jar = steps.jar();
        CellTask task = new CellTask(code, ErrorExplanation.imports(code), jar.toString(), lab.seconds());
        WorkerReply<CellResult> reply = lab.run(task, () -> stops.get() == stopsBefore, news -> { })
                .orElseThrow(() -> new UsageException("The line was stopped."));
        return explained(code, reply.answer().orElseThrow(() -> {
            reply.exit().requireBegun();
            return new UsageException("Your code " + reply.exit().cause());
        }));
    }

    /** Explains the compiler's first error; a step that does not compile is a likelier cause. */
    private CellResult explained(String code, CellResult result) {
        if (result.errors().isEmpty()) {
            return result;
        }
        CellError first = result.errors().get(0);
        String problem = steps.broken().stream().filter(step -> code.contains(step.className())).findFirst()
                .map(step -> "Step " + step.number() + " does not compile now. Its verdict shows the line.")
                .orElseGet(() -> ErrorExplanation.of(new CompileError(null, 1, first.position(), first.code(),
                        first.message()), code).text());
        return new CellResult(result.printed(), List.of(), "", problem, result.errors());
    }

    /** Stops the cell that runs, and its process. */
    public void stop() {
        stops.incrementAndGet();
        lab.cancel();
    }
}
