package org.rnnkit.grader.sandbox;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder to which DJL unpacks PyTorch at its first start. A worker in a sandbox may only read it. */
public final class NativeCache {

    private static final String ENGINE = "pytorch";

    private NativeCache() {}

    /**
     * Lists the folders in which DJL looks for the engine's library.
     *
     * @return those that exist
     */
    public static List<Path> folders() {
        return Stream.of(Utils.getCacheDir(), Utils.getEngineCacheDir(ENGINE)).map(Path::toAbsolutePath).map(Path::normalize)
                .distinct().filter(Files::isDirectory).toList();
    }

    /** Returns the environment variables that tell a worker the folder, because its home folder is another one. */
    static Map<String, String> environment() {
        return Map.of("DJL_CACHE_DIR", Utils.getCacheDir().toAbsolutePath().normalize().toString(),
                "ENGINE_CACHE_DIR", Utils.getEngineCacheDir().toAbsolutePath().normalize().toString());
    }

    /** Tells whether this version of the library has been unpacked. */
    static boolean isFilled() {
        String prefix = Engine.getDjlVersion() + "-";
        try (Stream<Path> files = Files.walk(Utils.getEngineCacheDir(ENGINE), 2)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith(prefix) && name.contains("djl_torch"));
        } catch (IOException nothingThere) {
            return false;
        }
    }
}
