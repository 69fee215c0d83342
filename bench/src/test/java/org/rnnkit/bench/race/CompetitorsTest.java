package org.rnnkit.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.EngineSettings;

/** Tests of the lists of competitors. No competitor is started. */
class CompetitorsTest {

    private static final Path SCRIPT = Path.of("worker.py");
    private static final Peer SNAKE = new Peer("snake", Map.of("LD_LIBRARY_PATH", "fast"),
            new Blas("1", "openblas", "OpenBLAS", "openmp"));

    @Test
    void runsOnOneAndTwoThreads() {
        assertThat(ids("cpu", 8, Optional.of(SNAKE)))
                .containsSubsequence("reference-1", "reference-2")
                .contains("concise-1", "products-1", "products-2", "eager-1", "eager-2", "torchRnn-1", "torchRnn-2",
                        "compiled-1", "compiled-2").doesNotHaveDuplicates();
        assertThat(ids("cpu", 1, Optional.empty())).contains("reference-1", "products-1").noneMatch(id -> id.endsWith("-2"));
    }

    @Test
    void leavesOutTheOtherWaysToTrainWithPyTorchBesideABusyCore() {
        assertThat(new Competitors("cpu", 2, SCRIPT, Optional.of(SNAKE)).main()).extracting(Competitor::id)
                .contains("eager-1", "eager-2", "reference-1").noneMatch(id -> id.matches("(torchRnn|compiled).*"));
    }

    @Test
    void runsOnOneThreadOnAGpu() {
        assertThat(ids("gpu", 8, Optional.of(SNAKE)))
                .contains("reference-1", "byHand-1", "products-1", "eager-1").noneMatch(id -> id.endsWith("-2"));
    }

    @Test
    void limitsPythonToTheNumberOfThreads() {
        Competitor two = new Competitors("cpu", 2, SCRIPT, Optional.of(SNAKE)).all().stream()
                .filter(competitor -> competitor.id().equals("eager-2")).findFirst().orElseThrow();

        assertThat(two.command()).containsExactly("snake", "-B", "-W", "ignore", SCRIPT.toString());
        assertThat(two.environment()).containsEntry("OPENBLAS_NUM_THREADS", "2").containsEntry("OMP_NUM_THREADS", "2")
                .containsEntry("LD_LIBRARY_PATH", "fast")
                .containsAllEntriesOf(EngineSettings.ENVIRONMENT);
    }

    private static List<String> ids(String device, int cores, Optional<Peer> eager) {
        return new Competitors(device, cores, SCRIPT, eager).all().stream().map(Competitor::id).toList();
    }
}
