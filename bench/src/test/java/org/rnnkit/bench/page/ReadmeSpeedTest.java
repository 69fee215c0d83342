package org.rnnkit.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.bench.result.Results;

/** Tests of the README's line about speed, and that it and the page say what the kit's own results say. */
class ReadmeSpeedTest {

    private static final Path HOME = Path.of(System.getProperty("rnnkit.home"));

    @Test
    void theReadmeHasTheRatiosOfTheResults() throws IOException {
        assertThat(Files.readString(HOME.resolve(ReadmeSpeed.FILE))).contains(ReadmeSpeed.line(results()) + "\n");
    }

    @Test
    void thePageHasTheTableOfAllProcessors() throws IOException {
        assertThat(Files.readString(HOME.resolve("docs/performance.md"))).contains(Processors.table(results()));
    }

    @Test
    void replacesOnlyItsOwnLine(@TempDir Path folder) throws IOException {
        Path readme = Files.writeString(folder.resolve("README.md"), "before\n**Speed of training.** old\nafter\n");
        ReadmeSpeed.update(readme, results());

        assertThat(readme).content().isEqualTo("before\n" + ReadmeSpeed.line(results()) + "\nafter\n").doesNotContain("old");
    }

    private static List<Results> results() throws IOException {
        return Results.readAll(HOME.resolve("docs/performance/results"));
    }
}
