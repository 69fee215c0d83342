package org.rnnkit.grader.sandbox;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.toolkit.EngineSettings;

/**
 * The result of starting the engine once, without any code of a student's. At its first start on a machine, DJL unpacks the
 * engine's library to a folder, which a worker in a sandbox may only read.
 *
 * @param message its name and version, or the reason why it did not start
 * @param seconds the time that it took
 */
public record EngineTrial(boolean works, String message, double seconds) {

    /** A long limit, because half a gigabyte may be unpacked, or the CUDA build downloaded. */
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final String ENGINE = "pytorch";

    /** Starts the engine in a separate process. The class path has the engine and this class on it. */
    public static EngineTrial run(List<Path> classPath) {
        long begun = System.nanoTime();
        CommandProbe result = CommandProbe.run(JvmCommand.of(List.of(), classPath, EngineTrial.class), LIMIT);
        return new EngineTrial(result.succeeded(), result.line(), (System.nanoTime() - begun) / 1e9);
    }

    /** The main method of that process: starts the engine, and prints its name and version. */
    public static void main(String[] args) {
        EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
        Engine engine = Engine.getInstance();
        System.out.println(engine.getEngineName() + " " + engine.getVersion() + ", "
                + (engine.getGpuCount() > 0 ? engine.getGpuCount() + " GPU" : "CPU"));
    }

    /** Unpacks the engine's library if that has not been done yet, because it can't be unpacked in a sandbox. */
    static void unpack(List<Path> classPath) {
        if (isUnpacked()) {
            return;
        }
        System.err.println("rnnkit: unpacking PyTorch (once) ...");
        EngineTrial trial = run(classPath);
        if (!trial.works()) {
            throw new GraderException("The engine does not start: " + trial.message()
                    + ". Run ./rnnkit doctor to find out more");
        }
    }

    /** Tells whether this version of the library has been unpacked. */
    private static boolean isUnpacked() {
        String prefix = Engine.getDjlVersion() + "-";
        try (Stream<Path> files = Files.walk(Utils.getEngineCacheDir(ENGINE), 2)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith(prefix) && name.contains("djl_torch"));
        } catch (IOException nothingThere) {
            return false;
        }
    }

    /** Lists the existing folders in which DJL looks for the engine's library. */
    public static List<Path> libraryFolders() {
        return Stream.of(Utils.getCacheDir(), Utils.getEngineCacheDir(ENGINE)).map(Path::toAbsolutePath).map(Path::normalize)
                .distinct().filter(Files::isDirectory).toList();
    }

    /** Returns the environment variables that tell a worker the folder, because its home folder is another one. */
    static Map<String, String> environment() {
        return Map.of("DJL_CACHE_DIR", Utils.getCacheDir().toAbsolutePath().normalize().toString(),
                "ENGINE_CACHE_DIR", Utils.getEngineCacheDir().toAbsolutePath().normalize().toString());
    }
}
