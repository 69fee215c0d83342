package org.rnnkit.bench;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.bench.TrainingContestant.Lap;
import org.rnnkit.bench.TrainingContestant.Request;
import org.rnnkit.bench.TrainingContestant.Sizes;
import org.rnnkit.bench.Turns.Contestant;
import org.rnnkit.grader.worker.training.ByHandTraining.GradientsByHand;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the trainings: each one really trains on a text that repeats itself, and a failure has a reason. */
class TrainingContestantTest {

    private static final int PERIOD = 4;
    private static final int TOKENS = 401;
    /** The tokens of a minibatch. */
    private static final int MINIBATCH = 20;
    private static final Sizes SIZES = new Sizes(16, 4, 5);
    private static final double INSTANT = 1e-9;
    private static final int MAX_LAPS = 400;
    private static final Path SCRIPT = Path.of(System.getProperty("rnnkit.home"), "bench", "eager.py");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @Tag("thorough")
    @ValueSource(strings = {Worker.REFERENCE, Worker.BY_HAND, Worker.CONCISE})
    void everyTrainingOfTheKitLearns(String task) throws IOException {
        assumeTrue(!task.equals(Worker.BY_HAND) || Steps.usedBy(GradientsByHand.COMMAND).isPresent(), "no step by hand");
        learns(java(task));
    }

    @Test
    @Tag("thorough")
    void eagerPyTorchLearns() throws IOException {
        Optional<Peer> peer = Peer.find(Peer.usualPlaces(), SCRIPT, Peer.openMpBuilds());
        assumeTrue(peer.isPresent(), "There is no PyTorch for Python here");

        learns(TrainingContestant.eager(request(TrainingContestant.EAGER), peer.get(), SCRIPT.toString()));
    }

    @Test
    void theProductsTrainNothing() throws IOException {
        TrainingContestant products = java(TrainingContestant.PRODUCTS);
        Lap lap = products.train(INSTANT);
        products.close();

        assertThat(lap.tokens()).isEqualTo(MINIBATCH);
        assertThat(lap.perplexity()).isNull();
    }

    @Test
    void saysThatATrainingEnds() throws IOException {
        assertThatThrownBy(() -> java("no task").train(INSTANT)).isInstanceOf(IOException.class)
                .hasMessageContaining("ended in the middle of a measurement");
    }

    @Test
    void saysThatAProgramDoesNotStart() throws IOException {
        Path missing = folder.resolve("nothing");
        assertThatThrownBy(() -> program(missing.toString()).train(1)).isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void saysThatAProgramAnswersSomethingElse() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        assertThatThrownBy(() -> program("/bin/sh", "-c", "read request; read turn; echo hello").train(1))
                .isInstanceOf(IOException.class).hasMessageContaining("hello");
    }

    private TrainingContestant program(String... command) throws IOException {
        return new TrainingContestant(request("any"), List.of(command), Map.of());
    }

    @Test
    void limitsTheThreadsOfPython() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path python = Files.writeString(folder.resolve("python"), "#!/bin/sh\nread request; read turn\n"
                + "echo \"{\\\"tokens\\\": $OMP_NUM_THREADS$OPENBLAS_NUM_THREADS, \\\"seconds\\\": 1}\"\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();
        Peer peer = new Peer(python.toString(), Map.of(), new Peer.Blas("2", "openblas", "OpenBLAS", "openmp"));
        Request two = new Request("any", 2, "cpu", 1, PERIOD, SIZES, "none");

        Contestant eager = TrainingContestant.eager(two, peer, SCRIPT.toString()).called("eager PyTorch", List.of(), 1);

        assertThat(eager.work().measure()).isEqualTo(22);
        assertThat(eager.name()).isEqualTo("eager PyTorch, 2 threads");
    }

    /** One minibatch a turn: the first perplexity is that of guessing, a later one is close to 1. */
    private static void learns(TrainingContestant contestant) throws IOException {
        try {
            Lap lap = contestant.train(INSTANT);
            assertThat(lap.tokens()).as("cut after a minibatch").isEqualTo(MINIBATCH);
            // With weights near zero all tokens are equally likely. DJL's weights are larger, so the perplexity varies.
            assertThat(lap.perplexity()).as("untrained").isBetween(PERIOD / 2.0, PERIOD * 2.0);
            for (int laps = 0; laps < MAX_LAPS && lap.perplexity() > 1.1; laps++) {
                lap = contestant.train(INSTANT);
            }
            assertThat(lap.perplexity()).isCloseTo(1, within(0.1));
        } finally {
            contestant.close();
        }
    }

    private TrainingContestant java(String task) throws IOException {
        return TrainingContestant.java(request(task), System.getProperty("java.class.path"));
    }

    private Request request(String task) throws IOException {
        byte[] tokens = new byte[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = (byte) (i % PERIOD);
        }
        Path file = Files.write(folder.resolve("tokens"), tokens);
        return new Request(task, 1, "cpu", 1, PERIOD, SIZES, file.toString());
    }
}
