package org.rnnkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.bench.Results.Absent;
import org.rnnkit.bench.Results.Report;
import org.rnnkit.bench.Results.Row;
import org.rnnkit.bench.Turns.Contestant;

/** Tests of the loop of measurements, with invented values. */
class TurnsTest {

    private final List<String> order = new ArrayList<>();
    private final Results results = Results.empty("a machine", "a setting", false);

    @Test
    void takesTurnsAfterAWarmUp() throws InterruptedException {
        new Turns(2, line -> { }).measure(List.of(contestant("a", 9, 1, 2), contestant("b", 9, 3, 4)), results);

        assertThat(order).containsExactly("a", "b", "a", "b", "a", "b", "a ends", "b ends");
        assertThat(results.rows()).containsExactly(new Row("a", "s", List.of("b"), List.of(1.0, 2.0)),
                new Row("b", "s", List.of("b"), List.of(3.0, 4.0)));
    }

    @Test
    void leavesOutWhatFailsAndGoesOn() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        new Turns(2, lines::add).measure(List.of(contestant("a", 9, 1), contestant("b", 9, 3, 4)), results);

        assertThat(results.rows()).extracting(Row::name).containsExactly("b");
        assertThat(results.absent()).containsExactly(new Absent("a", "the reason"));
        assertThat(lines).contains("a is left out: the reason", "round 2 of 2: b, 4.00 s");
        assertThat(order).contains("a ends");
    }

    private Contestant contestant(String name, double... values) {
        Iterator<Double> left = Arrays.stream(values).iterator();
        return new Contestant(name, Report.TIME, List.of("b"), () -> {
            if (!left.hasNext()) {
                throw new IOException("the reason");
            }
            order.add(name);
            return left.next();
        }, () -> order.add(name + " ends"));
    }
}
