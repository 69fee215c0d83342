package org.rnnkit.grader.isolation;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.grader.Kit;

/**
 * What came of starting the engine once.
 *
 * @param works whether it started
 * @param words what it is, or why it did not start
 * @param seconds how long that took
 */
public record EngineTrial(boolean works, String words, double seconds) {

    /** Unpacking half a gigabyte, or the download of the CUDA build, takes its time. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /**
     * Starts it.
     *
     * @param kit the kit, whose libraries it is among
     * @return what came of it
     */
    public static EngineTrial of(Kit kit) {
        long begun = System.nanoTime();
        String classPath = Stream.concat(Stream.of(kit.grader()), kit.libraries().stream()).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Attempt attempt = Attempt.at(List.of(Jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-cp", classPath, EngineStart.class.getName()), LIMIT);
        return new EngineTrial(attempt.succeeded(), attempt.line(), (System.nanoTime() - begun) / 1e9);
    }

    /** Sees to it that the engine's library is unpacked, as nothing can be unpacked in a sandbox. */
    static void unpack(Kit kit) {
        if (NativeCache.isFilled()) {
            return;
        }
        System.err.println("rnnkit: unpacking PyTorch (once) ...");
        EngineTrial trial = of(kit);
        if (!trial.works()) {
            throw new GraderTrouble("The engine does not start: " + trial.words() + ". ./rnnkit doctor looks further");
        }
    }
}
