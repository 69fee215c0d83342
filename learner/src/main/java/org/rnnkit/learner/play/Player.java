package org.rnnkit.learner.play;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.learner.play.worker.PlayRequest;

/** A model that writes again and again, until there are no more requests. */
@FunctionalInterface
public interface Player {

    /**
     * Serves requests.
     *
     * @param requests supplies the next request, after the previous answer is complete; empty to end
     * @param text receives each character as it is written
     * @return the failure, if there was one
     * @throws org.rnnkit.grader.error.UsageException if the steps can't be used
     */
    Optional<WorkerFailure> play(Supplier<Optional<PlayRequest>> requests, Consumer<String> text);
}
