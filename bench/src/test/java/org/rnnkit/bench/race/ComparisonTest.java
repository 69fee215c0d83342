package org.rnnkit.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnnkit.bench.result.ProcessMemory;
import org.rnnkit.bench.result.Row;
import org.rnnkit.bench.result.Spread;

/** Tests of the comparison, with invented rounds. */
class ComparisonTest {

    @Test
    void comparesWithTheFastestEagerAndTheProductsOnAsManyThreads() {
        List<Row> rows = Comparison.of(List.of(result("reference", 2, 60, 90), result("products", 1, 100, 100),
                result("products", 2, 120, 100), result("eager", 1, 30, 30), result("eager", 2, 10, 20)));

        assertThat(rows.get(0).toEager()).isEqualTo(new Spread(2.5, 2, 3));
        assertThat(rows.get(0).toLimit()).isEqualTo(new Spread(0.7, 0.5, 0.9));
        assertThat(rows.get(3).toEager()).isEqualTo(new Spread(1, 1, 1));
    }

    @Test
    void hasNoRatioToCompetitorsThatDidNotRun() {
        List<Row> rows = Comparison.of(List.of(result("reference", 1, 60), result("products", 2, 100)));

        assertThat(rows.get(0).toEager()).isNull();
        assertThat(rows.get(0).toLimit()).isNull();
    }

    private static RaceResult result(String what, int threads, double... rounds) {
        return new RaceResult(new Competitor(what + "-" + threads, what, what, threads, List.of(), Map.of()),
                Arrays.stream(rounds).boxed().toList(), 1, new ProcessMemory(null, null));
    }
}
