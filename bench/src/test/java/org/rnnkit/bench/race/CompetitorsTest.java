package org.rnnkit.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.toolkit.EngineSettings;

/** Tests of the lists of competitors. No competitor is started. */
class CompetitorsTest {

    private static final Path SCRIPT = Path.of("eager.py");

    @TempDir
    private Path folder;

    @Test
    void runsOnOneAndTwoThreads() {
        assertThat(ids("cpu", 8, Optional.of(new Eager("snake", "1"))))
                .containsSubsequence("reference-1", "reference-2")
                .contains("concise-1", "products-1", "products-2", "eager-1", "eager-2").doesNotHaveDuplicates();
        assertThat(ids("cpu", 1, Optional.empty())).contains("reference-1", "products-1").noneMatch(id -> id.endsWith("-2"));
    }

    @Test
    void runsOnOneThreadOnAGpu() {
        assertThat(ids("gpu", 8, Optional.of(new Eager("snake", "1"))))
                .contains("reference-1", "byHand-1", "products-1", "eager-1").noneMatch(id -> id.endsWith("-2"));
    }

    @Test
    void limitsPythonToTheNumberOfThreads() {
        Competitor two = new Competitors("cpu", 2, SCRIPT, Optional.of(new Eager("snake", "1"))).all().stream()
                .filter(competitor -> competitor.id().equals("eager-2")).findFirst().orElseThrow();

        assertThat(two.command()).containsExactly("snake", SCRIPT.toString());
        assertThat(two.environment()).containsEntry("OPENBLAS_NUM_THREADS", "2").containsEntry("OMP_NUM_THREADS", "2")
                .containsAllEntriesOf(EngineSettings.ENVIRONMENT);
    }

    @Test
    void findsTheFirstPythonWithPyTorch() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        String without = script("without", "echo no module named torch >&2; exit 1");
        String with = script("with", "echo 2.6.0 with openblas");

        assertThat(Eager.find(List.of(folder.resolve("missing").toString(), without, with)))
                .contains(new Eager(with, "2.6.0 with openblas"));
        assertThat(Eager.find(List.of(without))).isEmpty();
    }

    private String script(String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    private static List<String> ids(String device, int cores, Optional<Eager> eager) {
        return new Competitors(device, cores, SCRIPT, eager).all().stream().map(Competitor::id).toList();
    }
}
