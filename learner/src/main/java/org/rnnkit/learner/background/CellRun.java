package org.rnnkit.learner.background;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.feedback.CompileError;
import org.rnnkit.learner.feedback.ErrorExplanation;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.worker.CellError;
import org.rnnkit.learner.worker.CellRequest;
import org.rnnkit.learner.worker.CellResult;
import org.rnnkit.learner.worker.CellWorker;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A runner of cells, one after the other, in one process that stays warm. The cells can call the learner's steps as they were
 * saved last.
 */
public final class CellRun implements AutoCloseable {

    /** The time for a cell, with the start of the process. */
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String STOPPED = "The line was stopped.";

    private final Kit kit;
    private final Supplier<Submission> submission;
    private final Duration limit;
    private final AtomicInteger stops = new AtomicInteger();
    /** Null before the first cell. */
    private volatile CellProcess process;

    /** Makes a runner, which does not start its process yet. */
    public CellRun(Kit kit, Supplier<Submission> submission) {
        this(kit, submission, LIMIT);
    }

    /** Makes a runner with another limit. */
    CellRun(Kit kit, Supplier<Submission> submission, Duration limit) {
        this.kit = kit;
        this.submission = submission;
        this.limit = limit;
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
        if (stops.get() != stopsBefore) {
            throw new UsageException(STOPPED);
        }
        try {
            return process.explained(code, process.send(new CellRequest(code, ErrorExplanation.imports(code)))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException endless) {
            stop();
            throw new UsageException("The line was stopped after " + limit.toSeconds() + " s. Is there an endless loop?");
        } catch (InterruptedException e) {
            stop();
            throw GraderException.interrupted(e);
        } catch (ExecutionException e) {
            throw new UsageException(e.getCause().getMessage());
        }
    }

    /** Stops the cell that runs, and its process. The next cell starts another. */
    public void stop() {
        stops.incrementAndGet();
        if (process != null) {
            process.work.stop();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.work.close();
        }
    }

    /** One process for cells, with the steps as they were when it was started. */
    private final class CellProcess {

        private final Submission sources;
        private final BackgroundWork<Void, Boolean> work = new BackgroundWork<>("A line", null, () -> { }, this::failIfEnded);
        private final BlockingQueue<CellRequest> requests = new LinkedBlockingQueue<>();
        private volatile CompletableFuture<CellResult> answer = new CompletableFuture<>();
        private volatile List<Step> broken = List.of();

        CellProcess(Submission sources) {
            this.sources = sources;
            work.start(null, progress -> serve());
        }

        boolean serves(Submission current) {
            return work.state().phase() == WorkPhase.RUNNING && current.hash().equals(sources.hash());
        }

        CompletableFuture<CellResult> send(CellRequest request) {
            answer = new CompletableFuture<>();
            requests.add(request);
            failIfEnded();
            return answer;
        }

        /** Fails the cell that waits for an answer if the process has ended. */
        private void failIfEnded() {
            WorkState<Void, Boolean> state = work.state();
            if (!state.isActive()) {
                answer.completeExceptionally(new UsageException(state.phase() == WorkPhase.FAILED ? state.message() : STOPPED));
            }
        }

        /** Serves requests until the process ends. */
        private Boolean serve() {
            try (Scratch scratch = new Scratch(); StudentSteps compiled = new StudentSteps(kit, sources, null)) {
                broken = kit.steps().stream().filter(step -> !compiled.errors(step).isEmpty()).toList();
                // The test kit explains exceptions and draws arrays.
                List<Path> classes = List.of(compiled.classes(), ModuleClasses.location(Steps.class));
                return new StepsProcess("", kit, scratch.folder(), classes, CellWorker.class).run(true, in -> {
                    while (true) {
                        Messages.send(requests.take(), in);
                    }
                }, Boolean.class, this::take);
            }
        }

        private void take(String line) {
            try {
                answer.complete(Messages.JSON.readValue(line, CellResult.class));
            } catch (JsonProcessingException ignored) {
                // The line is not the worker's own.
            }
        }

        /** Explains the compiler's first error; a step that does not compile is a likelier cause. */
        CellResult explained(String code, CellResult result) {
            if (result.errors().isEmpty()) {
                return result;
            }
            CellError first = result.errors().get(0);
            String problem = broken.stream().filter(step -> code.contains(step.className())).findFirst()
                    .map(step -> "Step " + step.number() + " does not compile now. Its verdict shows the line.")
                    .orElseGet(() -> ErrorExplanation.of(new CompileError(null, 1, first.position(), first.code(),
                            first.message()), code));
            return new CellResult(result.printed(), List.of(), "", problem, result.errors());
        }
    }
}
