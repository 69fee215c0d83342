package org.rnnkit.grader.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rnnkit.grader.system.JvmCommand;

/**
 * The settings of a worker process.
 *
 * @param folder the folder that it works in
 * @param readable files and folders that it may read beside its class path
 * @param flags flags of the virtual machine beside those of every worker; the last of two equal ones counts
 * @param gpu whether it may compute on a GPU
 * @param environment its environment variables beside those of every worker
 */
public record WorkerSettings(Class<?> main, List<Path> classPath, Path folder, List<Path> readable,
        List<String> flags, boolean gpu, Map<String, String> environment) {

    /** A flag for a worker that works for seconds only: it then has few garbage collections or none. */
    public static final String SHORT_LIVED = "-Xmn64m";

    private static final int HEAP_MEGABYTES = 1_024;

    /**
     * PyTorch's setting of the number of threads counts for the thread that loaded the engine. Every other thread, such as
     * that of a test with a time limit, starts threads of its own, as many as the processor has, unless this says otherwise.
     */
    private static final Map<String, String> ONE_THREAD = Map.of("OMP_NUM_THREADS", "1");

    /** Makes the settings of a worker that computes on the processor, with the flags and environment of every worker. */
    public static WorkerSettings of(Class<?> main, List<Path> classPath, Path folder) {
        return new WorkerSettings(main, classPath, folder, List.of(), List.of(), false, ONE_THREAD);
    }

    /**
     * Adds what a worker needs that trains or writes text with the engine: whether it may compute on a GPU, and the
     * engine's environment variables.
     */
    public WorkerSettings withEngine(boolean onGpu, Map<String, String> variables) {
        return new WorkerSettings(main, classPath, folder, readable, flags, onGpu, variables);
    }

    /** Adds flags of the virtual machine. */
    public WorkerSettings withFlags(String... more) {
        return new WorkerSettings(main, classPath, folder, readable,
                Stream.concat(flags.stream(), Stream.of(more)).toList(), gpu, environment);
    }

    /** Adds files and folders that the worker may read. */
    public WorkerSettings withReadable(List<Path> paths) {
        return new WorkerSettings(main, classPath, folder, Stream.concat(readable.stream(), paths.stream()).toList(),
                flags, gpu, environment);
    }

    /**
     * Makes the command line. The young generation is small unless a flag says otherwise: a large one fills so slowly that
     * its first garbage collection comes after minutes, and until then the memory of the process grows.
     */
    List<String> command() {
        // Standard output is for frames only.
        List<String> options = Stream.concat(Stream.of("-Xmx" + HEAP_MEGABYTES + "m", "-Xmn16m", "-ea",
                "-XX:+DisplayVMOutputToStderr", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8", "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1",
                "-Djava.io.tmpdir=" + folder, "-Duser.home=" + folder), flags.stream()).toList();
        return JvmCommand.of(options, classPath, main);
    }
}
