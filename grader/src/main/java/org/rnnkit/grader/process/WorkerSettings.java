package org.rnnkit.grader.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of a worker process.
 *
 * @param main its main class
 * @param classPath its class path
 * @param folder the folder that it works in
 * @param readable files and folders that it may read beside its class path
 * @param writable files and folders of the disk that it may write to, beside its working folder
 * @param flags flags of the virtual machine beside those of every worker; the last of two equal ones counts
 * @param gpu whether it may compute on a GPU
 * @param environment its environment variables beside those of every worker
 */
public record WorkerSettings(Class<?> main, List<Path> classPath, Path folder, List<Path> readable, List<Path> writable,
        List<String> flags, boolean gpu, Map<String, String> environment) {

    /**
     * Makes the settings of a worker that computes on the processor, with the flags and environment of every worker.
     *
     * @param main its main class
     * @param classPath its class path
     * @param folder the folder that it works in
     * @return the settings
     */
    public static WorkerSettings of(Class<?> main, List<Path> classPath, Path folder) {
        return new WorkerSettings(main, classPath, folder, List.of(), List.of(), List.of(), false, Map.of());
    }

    /**
     * Adds what a worker needs that trains or writes text with the engine.
     *
     * @param onGpu whether it may compute on a GPU
     * @param variables the engine's environment variables
     * @return the settings with both
     */
    public WorkerSettings withEngine(boolean onGpu, Map<String, String> variables) {
        return new WorkerSettings(main, classPath, folder, readable, writable, flags, onGpu, variables);
    }

    /**
     * Adds flags of the virtual machine.
     *
     * @param more the flags
     * @return the settings with them
     */
    public WorkerSettings withFlags(String... more) {
        return new WorkerSettings(main, classPath, folder, readable, writable,
                Stream.concat(flags.stream(), Stream.of(more)).toList(), gpu, environment);
    }

    /**
     * Adds a file or folder that the worker may read.
     *
     * @param path the file or folder
     * @return the settings with it
     */
    public WorkerSettings withReadable(Path path) {
        return new WorkerSettings(main, classPath, folder, Stream.concat(readable.stream(), Stream.of(path)).toList(),
                writable, flags, gpu, environment);
    }

    /**
     * Adds files and folders of the disk that the worker may write to. The files for the answer to the first call are added
     * by {@link WorkerProcess#run}.
     *
     * @param paths the files and folders
     * @return the settings with them
     */
    public WorkerSettings withWritable(List<Path> paths) {
        return new WorkerSettings(main, classPath, folder, readable,
                Stream.concat(writable.stream(), paths.stream()).toList(), flags, gpu, environment);
    }

    /**
     * Makes the settings of one worker of this kind.
     *
     * @param workingFolder the folder that it works in
     * @param steps the folders with the steps' classes
     * @return the settings with both
     */
    public WorkerSettings in(Path workingFolder, List<Path> steps) {
        return new WorkerSettings(main, Stream.concat(classPath.stream(), steps.stream()).toList(), workingFolder, readable,
                writable, flags, gpu, environment);
    }
}
