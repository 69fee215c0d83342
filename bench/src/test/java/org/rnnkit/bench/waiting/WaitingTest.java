package org.rnnkit.bench.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.result.Absent;
import org.rnnkit.bench.result.Spread;
import org.rnnkit.bench.result.Wait;

/** Tests of the measurement of commands, with invented times and small commands. */
class WaitingTest {

    private static final Path HERE = Path.of(".");

    @Test
    void takesTurnsAfterAWarmUp() throws IOException {
        List<String> order = new ArrayList<>();
        List<Wait> waits = new Turns(2, line -> { }, absent -> { }).warm(List.of(timed("a", order, 1), timed("b", order, 2)));

        assertThat(String.join("", order)).isEqualTo("ab" + "abab");
        assertThat(waits).containsExactly(new Wait("a", "a", "b", List.of(1.0, 1.0)),
                new Wait("b", "b", "b", List.of(2.0, 2.0)));
    }

    @Test
    void leavesOutWhatFails() throws IOException {
        List<Absent> absent = new ArrayList<>();
        Iterator<Double> times = List.of(1.0, 2.0).iterator();
        Timed failing = new Timed("c", "c", null, () -> {
            if (!times.hasNext()) {
                throw new BenchException("the reason");
            }
            return times.next();
        });
        List<Wait> waits = new Turns(3, line -> { }, absent::add).measure(List.of(failing, timed("a", new ArrayList<>(), 1)));

        assertThat(waits).extracting(Wait::id).containsExactly("a");
        assertThat(waits.get(0).rounds()).hasSize(3);
        assertThat(absent).containsExactly(new Absent("c", "the reason"));
        assertThat(GradingWaits.withDifferences(waits)).isEqualTo(waits);
    }

    @Test
    void comparesRoundByRound() {
        Wait limit = new Wait("limit", "limit", null, List.of(1.0, 2.0, 4.0));
        Wait wait = new Wait("wait", "wait", "limit", List.of(3.0, 5.0, 8.0));

        assertThat(wait.ratioTo(limit)).isEqualTo(new Spread(2.5, 2, 3));
        assertThat(wait.beyond(limit, "d", "difference"))
                .isEqualTo(new Wait("d", "difference", null, List.of(2.0, 3.0, 4.0)));
    }

    @Test
    void hasTheSandboxAndTheTrainingAlone() {
        List<Wait> waits = GradingWaits.withDifferences(List.of(new Wait("steps", "steps", "engine", List.of(5.0)),
                new Wait("unconfined", "unconfined", "engine", List.of(4.0)),
                new Wait("proof", "proof", "engine", List.of(12.0))));

        assertThat(waits).filteredOn(wait -> wait.id().equals("sandbox")).extracting(Wait::rounds)
                .containsExactly(List.of(1.0));
        assertThat(waits).filteredOn(wait -> wait.id().equals("proofAlone")).extracting(Wait::rounds)
                .containsExactly(List.of(7.0));
    }

    @Test
    void countsNoTimeOfACommandThatFailed() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));

        assertThat(shell("exit 1", 1).seconds()).isPositive();
        assertThatThrownBy(() -> shell("echo \"the reason $WORD\"; exit 3", 1).seconds()).isInstanceOf(BenchException.class)
                .hasMessageContaining("status 3 and not 1").hasMessageContaining("the reason is clear");
    }

    @Test
    void namesACommandWithoutItsFolders() {
        assertThat(new TimedCommand(HERE, List.of("/home/me/kit/rnnkit", "grade", "/home/me/ada"), Map.of(), 0))
                .hasToString("rnnkit grade ada");
    }

    @Test
    void makesAnEmptyProjectWithTheKitsVersionsOfPlugins() throws IOException {
        String kitPom = Files.readString(Path.of(System.getProperty("rnnkit.home"), "pom.xml"));

        assertThat(Limits.emptyPom(kitPom)).containsPattern("maven-surefire-plugin</artifactId><version>\\d")
                .containsPattern("maven-compiler-plugin</artifactId><version>\\d")
                .containsPattern("maven-resources-plugin</artifactId><version>\\d");
        assertThatThrownBy(() -> Limits.emptyPom("<project/>")).isInstanceOf(BenchException.class);
    }

    private static TimedCommand shell(String script, int status) {
        return new TimedCommand(HERE, List.of("/bin/sh", "-c", script), Map.of("WORD", "is clear"), status);
    }

    private static Timed timed(String id, List<String> order, double seconds) {
        return new Timed(id, id, "b", () -> {
            order.add(id);
            return seconds;
        });
    }
}
