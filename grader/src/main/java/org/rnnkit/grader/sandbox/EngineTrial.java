package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.JvmCommand;

/**
 * The result of starting the engine once.
 *
 * @param works whether it started
 * @param message its name and version, or the reason why it did not start
 * @param seconds the time that it took
 */
public record EngineTrial(boolean works, String message, double seconds) {

    /** A long limit, because half a gigabyte may be unpacked, or the CUDA build downloaded. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /**
     * Starts the engine in a separate process.
     *
     * @param classPath the class path with the engine and this class on it
     * @return the result
     */
    public static EngineTrial run(List<Path> classPath) {
        long begun = System.nanoTime();
        CommandProbe result = CommandProbe.run(JvmCommand.of(List.of(), classPath, EngineTrialMain.class), LIMIT);
        return new EngineTrial(result.succeeded(), result.line(), (System.nanoTime() - begun) / 1e9);
    }

    /** Unpacks the engine's library if that has not been done yet, because it can't be unpacked in a sandbox. */
    static void unpack(List<Path> classPath) {
        if (NativeCache.isFilled()) {
            return;
        }
        System.err.println("rnnkit: unpacking PyTorch (once) ...");
        EngineTrial trial = run(classPath);
        if (!trial.works()) {
            throw new GraderException("The engine does not start: " + trial.message()
                    + ". Run ./rnnkit doctor to find out more");
        }
    }
}
