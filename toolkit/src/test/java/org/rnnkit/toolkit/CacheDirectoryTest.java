package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.TextCache.CacheDirectory;

/** Tests of the cache folder on each operating system. */
class CacheDirectoryTest {

    private static final Path HOME = Path.of("home").toAbsolutePath();
    private static final Path ELSEWHERE = Path.of("elsewhere").toAbsolutePath();

    @Test
    void followsTheConventionsOfEachSystem() {
        assertThat(CacheDirectory.of("Linux", HOME, Map.of())).isEqualTo(HOME.resolve(".cache/rnnkit"));
        assertThat(CacheDirectory.of("Mac OS X", HOME, Map.of())).isEqualTo(HOME.resolve("Library/Caches/rnnkit"));
        assertThat(CacheDirectory.of("Windows 11", HOME, Map.of())).isEqualTo(HOME.resolve("AppData/Local/rnnkit"));
    }

    @Test
    void followsTheEnvironmentVariables() {
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", ELSEWHERE.toString(), "LOCALAPPDATA", HOME.toString());

        assertThat(CacheDirectory.of("Linux", HOME, environment)).isEqualTo(ELSEWHERE.resolve("rnnkit"));
        assertThat(CacheDirectory.of("Windows 11", ELSEWHERE, environment)).isEqualTo(HOME.resolve("rnnkit"));
    }

    @Test
    void ignoresARelativeFolder() {
        assertThat(CacheDirectory.of("Linux", HOME, Map.of("XDG_CACHE_HOME", "here")))
                .isEqualTo(HOME.resolve(".cache/rnnkit"));
    }
}
