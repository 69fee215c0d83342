package org.rnnkit.grader.training;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.training.TrainingOutcome;
import org.rnnkit.grader.worker.training.TrainingSetup;

/**
 * The reference's training for a proof. It runs once, beside the first submission's training, and serves all submissions of
 * a grading. If it fails, the next submission starts it again.
 */
final class ReferenceTraining {

    private final Supplier<TrainingOutcome> training;
    private CompletableFuture<TrainingOutcome> outcome;

    /** Makes a training, without starting it. */
    ReferenceTraining(Supplier<TrainingOutcome> training) {
        this.training = training;
    }

    /** Makes a training of the kit's reference, in a process of its own. */
    static ReferenceTraining of(Kit kit, Sandbox sandbox, TrainingPlan plan) {
        return new ReferenceTraining(() -> {
            Path classes = kit.reference().orElseThrow();
            try (Scratch scratch = new Scratch()) {
                TrainingOutcome trained = new TrainingProcess(kit, sandbox, scratch.folder(), classes, plan.limit())
                        .train(plan.text().get(), TrainingSetup.ofProof(plan.settings(), plan.engine()), null,
                                (epoch, result) -> { }, line -> { }).outcome();
                if (trained.failure() != null) {
                    throw new GraderException("The reference's training failed: " + trained.failure().message());
                }
                return trained;
            }
        });
    }

    /** Starts the training, unless it runs or has finished. */
    synchronized CompletableFuture<TrainingOutcome> start() {
        if (outcome == null || outcome.isCompletedExceptionally()) {
            CompletableFuture<TrainingOutcome> started = new CompletableFuture<>();
            Thread thread = new Thread(() -> complete(started), "reference training");
            thread.setDaemon(true);
            thread.start();
            outcome = started;
        }
        return outcome;
    }

    private void complete(CompletableFuture<TrainingOutcome> started) {
        try {
            started.complete(training.get());
        } catch (RuntimeException | Error failed) {
            started.completeExceptionally(failed);
        }
    }

    /**
     * Waits for a training that was started.
     *
     * @throws GraderException if it failed
     */
    static TrainingOutcome await(CompletableFuture<TrainingOutcome> started) {
        try {
            return started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UsageException usageError) {
                throw usageError;
            }
            throw e.getCause() instanceof GraderException graderError ? graderError
                    : new GraderException("The reference's training failed: " + GraderException.describe(e.getCause()), e);
        }
    }
}
