package org.rnnkit.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.race.Competitor;
import org.rnnkit.bench.race.CompetitorProcess;
import org.rnnkit.bench.race.Competitors;
import org.rnnkit.bench.race.Peer;

/** Tests that every competitor really trains: on a text that repeats itself, all of them reach about the same perplexity. */
class LearningTest {

    private static final int PERIOD = 4;
    private static final int EPOCHS = 30;
    private static final int TOKENS = 401;
    /** The tokens of a minibatch of 4 rows and 5 steps. Of 400 tokens, 19 or 20 minibatches are made, as the offset decides. */
    private static final int MINIBATCH = 20;
    private static final Sizes SIZES = new Sizes(16, 4, 5, TOKENS);
    private static final Path SCRIPT = Path.of(System.getProperty("rnnkit.home"), "bench", "pytorch", "worker.py");

    @TempDir
    private Path folder;

    @Test
    void javaCompetitorsLearn() throws IOException {
        for (Competitor competitor : competitors(Optional.empty())) {
            learns(competitor);
        }
    }

    @Test
    void pyTorchLearns() throws IOException {
        Optional<Peer> peer = Peer.find(Peer.usualPlaces(), SCRIPT.resolveSibling("blas.py"),
                Peer.openMpBuilds());
        assumeTrue(peer.isPresent(), "There is no PyTorch for Python here");
        for (Competitor competitor : competitors(peer)) {
            if (competitor.does("eager") || competitor.does("torchRnn")) {
                learns(competitor);
            }
        }
    }

    @Test
    void productsAndReadingCountTokensAndTrainNothing() throws IOException {
        for (Competitor competitor : List.of(reading(),
                competitors(Optional.empty()).stream().filter(c -> c.id().equals("products-2")).findFirst().orElseThrow())) {
            try (CompetitorProcess process = new CompetitorProcess(competitor, request(competitor))) {
                Lap lap = process.run(Turn.ofEpochs(2));
                assertThat(lap.tokens()).as(competitor.id()).isBetween(2 * 19L * MINIBATCH, 2 * 20L * MINIBATCH);
                assertThat(lap.perplexity()).isNull();
            }
        }
    }

    @Test
    void endsAfterAnUnknownTask() throws IOException {
        Competitor unknown = new Competitor("unknown-1", "unknown", "unknown", 1, reading().command(), Map.of());
        try (CompetitorProcess process = new CompetitorProcess(unknown, request(unknown))) {
            assertThatThrownBy(() -> process.run(Turn.ofEpochs(1))).isInstanceOf(BenchException.class)
                    .hasMessageContaining("unknown-1");
        }
    }

    private static Competitor reading() {
        return new Competitors("cpu", 2, SCRIPT, Optional.empty()).reading();
    }

    private void learns(Competitor competitor) throws IOException {
        if (competitor.does("products") || competitor.threads() > 1) {
            return;
        }
        try (CompetitorProcess process = new CompetitorProcess(competitor, request(competitor))) {
            Lap first = process.run(Turn.ofSeconds(1e-9));
            assertThat(first.tokens()).as("cut after a minibatch").isEqualTo(MINIBATCH);
            // With weights near zero all tokens are equally likely. DJL's weights are larger, so the perplexity varies.
            assertThat(first.perplexity()).as("%s, untrained", competitor.id()).isBetween(PERIOD / 2.0, PERIOD * 2.0);
            Lap lap = process.run(Turn.ofEpochs(EPOCHS));
            assertThat(lap.perplexity()).as("%s, last epoch", competitor.id()).isCloseTo(1, within(0.2));
            assertThat(lap.tokens()).isBetween(EPOCHS * 19L * MINIBATCH, EPOCHS * 20L * MINIBATCH);
        }
    }

    private static List<Competitor> competitors(Optional<Peer> peer) {
        return new Competitors("cpu", 2, SCRIPT, peer).all();
    }

    private Request request(Competitor competitor) throws IOException {
        byte[] tokens = new byte[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = (byte) (i % PERIOD);
        }
        Path file = Files.write(folder.resolve("tokens"), tokens);
        return new Request(competitor.what(), SIZES, PERIOD, competitor.threads(), "cpu", 1, file.toString());
    }
}
