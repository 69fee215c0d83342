package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.JvmCommand;

/**
 * What came of starting the engine once.
 *
 * @param works whether it started
 * @param words what it is, or why it did not start
 * @param seconds how long that took
 */
public record EngineProbe(boolean works, String words, double seconds) {

    /** Unpacking half a gigabyte, or the download of the CUDA build, takes its time. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /**
     * Starts it.
     *
     * @param classPath the class path with the engine and this class on it
     * @return what came of it
     */
    public static EngineProbe of(List<Path> classPath) {
        long begun = System.nanoTime();
        CommandProbe attempt = CommandProbe.run(JvmCommand.of(List.of(), classPath, EngineProbeMain.class), LIMIT);
        return new EngineProbe(attempt.succeeded(), attempt.line(), (System.nanoTime() - begun) / 1e9);
    }

    /** Sees to it that the engine's library is unpacked, as nothing can be unpacked in a sandbox. */
    static void unpack(List<Path> classPath) {
        if (NativeCache.isFilled()) {
            return;
        }
        System.err.println("rnnkit: unpacking PyTorch (once) ...");
        EngineProbe trial = of(classPath);
        if (!trial.works()) {
            throw new GraderException("The engine does not start: " + trial.words() + ". ./rnnkit doctor looks further");
        }
    }
}
