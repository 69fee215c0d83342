package org.rnnkit.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.result.Absent;
import org.rnnkit.bench.result.TrainingMeasurement;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Sizes;

/** Tests of races between fake workers. */
class RaceTest {

    private static final int LONG = 1_000;

    @TempDir
    private Path folder;

    @Test
    void letsCompetitorsTakeTurns() throws IOException {
        List<String> lines = new ArrayList<>();
        List<RaceResult> results = new Race(3, 0.01, lines::add)
                .run(List.of(fake("a", 100, LONG), fake("b", 50, LONG)), RaceTest::request).results();

        assertThat(Files.readString(notes())).as("start, warm-up and three rounds").isEqualTo("ab" + "ab" + "ababab");
        assertThat(results).extracting(RaceResult::rounds)
                .containsExactly(List.of(200.0, 200.0, 200.0), List.of(100.0, 100.0, 100.0));
        assertThat(lines).containsExactly("round 1 of 3", "round 2 of 3", "round 3 of 3");
    }

    @Test
    void namesTheCompetitorThatEndedEarly() {
        assertThatThrownBy(() -> new Race(3, 0.01, line -> { })
                .run(List.of(fake("a", 100, LONG), fake("b", 50, 3)), RaceTest::request))
                .isInstanceOf(BenchException.class).hasMessageContaining("b-1");
    }

    @Test
    void goesOnWithoutTheCompetitorsThatDoNotStart() {
        Competitor missing = new Competitor("c-1", "c", "c", 1, List.of(folder.resolve("nothing").toString()), Map.of());
        RaceOutcome outcome = new Race(1, 0.01, line -> { })
                .run(List.of(missing, fake("a", 100, LONG), fake("d", 100, 0)), RaceTest::request);

        assertThat(outcome.results()).extracting(result -> result.competitor().id()).containsExactly("a-1");
        assertThat(outcome.absent()).extracting(Absent::what).containsExactly("c on one thread", "d on one thread");
        assertThat(outcome.absent().get(0).reason()).contains("c-1 does not start");
    }

    @Test
    void hasTheReasonOfAWorkerThatCannotDoItsTask() {
        RaceOutcome outcome = new Race(1, 0.01, line -> { })
                .run(List.of(fake("a", 100, LONG), fake("b", 1, FakeWorker.ERROR)), RaceTest::request);

        assertThat(outcome.absent()).containsExactly(new Absent("b on one thread", "no compiler was found"));
    }

    @Test
    void failsIfNoCompetitorStarts() {
        Competitor missing = new Competitor("c-1", "c", "c", 1, List.of(folder.resolve("nothing").toString()), Map.of());

        assertThatThrownBy(() -> new Race(1, 0.01, line -> { }).run(List.of(missing), RaceTest::request))
                .isInstanceOf(BenchException.class).hasMessageContaining("c-1 does not start");
    }

    @Test
    void measuresAfterTheFirstEpochATenthAndTheLast() throws IOException {
        Competitor fake = fake("a", 100, LONG);
        TrainingMeasurement whole = FullTraining.measure(fake, request(fake), 50);

        assertThat(Files.readString(folder.resolve("notes.epochs"))).as("5 of them are early").isEqualTo("1 4 45 ");
        assertThat(whole.firstEpochSeconds()).isPositive().isLessThan(whole.seconds());
    }

    @Test
    void keepsACoreBusyUntilItIsClosed() {
        BusyCore neighbour = new BusyCore();
        try (neighbour) {
            assertThat(neighbour.isAlive()).isTrue();
        }
        assertThat(neighbour.isAlive()).isFalse();
    }

    private Competitor fake(String name, int tokens, int laps) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Competitor(name + "-1", name, name, 1, List.of(java, "-cp", System.getProperty("java.class.path"),
                FakeWorker.class.getName(), name, notes().toString(), String.valueOf(tokens), String.valueOf(laps)), Map.of());
    }

    private Path notes() {
        return folder.resolve("notes");
    }

    private static Request request(Competitor competitor) {
        return new Request(competitor.what(), Sizes.CHAPTER, 28, 1, "cpu", 1, "none");
    }
}
