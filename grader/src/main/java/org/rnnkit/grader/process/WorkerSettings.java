package org.rnnkit.grader.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The settings of a worker process.
 *
 * @param main its main class
 * @param classPath its class path
 * @param folder the folder that it works in
 * @param gpu whether it may compute on a GPU
 * @param environment its environment variables beside those of every worker
 */
public record WorkerSettings(Class<?> main, List<Path> classPath, Path folder, boolean gpu, Map<String, String> environment) {

    /**
     * Makes the settings of a worker that computes on the processor, with the environment of every worker.
     *
     * @param main its main class
     * @param classPath its class path
     * @param folder the folder that it works in
     * @return the settings
     */
    public static WorkerSettings of(Class<?> main, List<Path> classPath, Path folder) {
        return new WorkerSettings(main, classPath, folder, false, Map.of());
    }

    /**
     * Adds what a worker needs that trains or writes text with the engine.
     *
     * @param onGpu whether it may compute on a GPU
     * @param variables the engine's environment variables
     * @return the settings with both
     */
    public WorkerSettings withEngine(boolean onGpu, Map<String, String> variables) {
        return new WorkerSettings(main, classPath, folder, onGpu, variables);
    }
}
