package org.rnnkit.toolkit;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The folder for the kit's cache, by the conventions of the operating system. */
final class CacheDirectory {

    private static final String NAME = "rnnkit";

    private CacheDirectory() {}

    /** Returns the kit's folder, which may not exist yet. The system's name is that of the property os.name. */
    static Path of(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return home.resolve("Library/Caches").resolve(NAME);
        }
        boolean windows = name.startsWith("windows");
        String named = environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME", "");
        if (!named.isBlank() && Path.of(named).isAbsolute()) {
            return Path.of(named, NAME);
        }
        return home.resolve(windows ? "AppData/Local" : ".cache").resolve(NAME);
    }
}
