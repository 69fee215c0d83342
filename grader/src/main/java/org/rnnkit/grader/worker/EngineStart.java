package org.rnnkit.grader.worker;

import ai.djl.engine.Engine;
import java.util.Optional;
import org.rnnkit.toolkit.EngineSettings;

/** The start of the engine in a worker, before any student code runs: a failure here is not the student's mistake. */
public final class EngineStart {

    private EngineStart() {}

    /**
     * Starts the engine with the usual number of threads.
     *
     * @return the reason why it does not start; empty if it runs
     */
    public static Optional<WorkerFailure> failure() {
        try {
            EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
            Engine.getInstance();
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            return Optional.of(new WorkerFailure(WorkerFailure.Source.MACHINE, "The engine does not start: " + e));
        }
    }
}
