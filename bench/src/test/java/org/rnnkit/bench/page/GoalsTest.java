package org.rnnkit.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.bench.result.Endurance;
import org.rnnkit.bench.result.Machine;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.ProcessMemory;
import org.rnnkit.bench.result.Results;
import org.rnnkit.bench.result.Row;
import org.rnnkit.bench.result.Spread;
import org.rnnkit.bench.result.TrainingMeasurement;

/** Tests of the goals, with invented measurements. */
class GoalsTest {

    private static final Spread NOTHING = null;

    private static final Machine MACHINE = new Machine("Linux", "A Processor", 2, 8_192, 0, "A VM 17", "0.36.0", "2.7.1", null,
            "cpu");

    private final Results results = Results.empty(MACHINE, "a text", false, 1, 10, 2);

    @Test
    void reachesAllGoals() {
        results.passes().add(new Pass(0, List.of(row("the reference", 1, 65, at(1.3), at(0.6)),
                row("by hand", 1, 60, at(1.2), at(0.9)), row("by hand", 2, 100, at(2), at(0.7)))));
        results.passes().add(new Pass(1, List.of(row("the reference", 1, 33, at(1), at(1)),
                row("by hand", 2, 50, at(1), at(1)))));
        results.endurance().add(whole("by hand", new TrainingMeasurement(1.9, 59, 100.0, 104.0, 1.0)));

        assertThat(Goals.of(results)).hasSize(8).allMatch(Goal::reached).extracting(Goal::measured)
                .containsExactly("2.000", "0.700", "1.300", "0.500", "0.508", "4.000", "1.900", "59.000");
    }

    @Test
    void reachesNoGoal() {
        results.passes().add(new Pass(0, List.of(row("the reference", 1, 60, at(1.2), at(0.6)),
                row("by hand", 1, 60, at(1.2), at(0.9)), row("by hand", 2, 99, at(1.9996), at(0.6996)))));
        results.passes().add(new Pass(1, List.of(row("the reference", 1, 29, at(1), at(1)), row("by hand", 1, 90, at(1), at(1)),
                row("by hand", 2, 49, at(1), at(1)))));
        results.endurance().add(whole("by hand", new TrainingMeasurement(2, 60, 100.0, 105.0, 1.0)));

        assertThat(Goals.of(results)).hasSize(8).noneMatch(Goal::reached);
    }

    @Test
    void leavesOutGoalsWithoutMeasurements() {
        assertThat(Goals.of(results)).isEmpty();
        results.passes().add(new Pass(0, List.of(row("the reference", 1, 60, NOTHING, NOTHING),
                row("by hand", 1, 60, NOTHING, NOTHING))));
        results.endurance().add(whole("the reference", new TrainingMeasurement(1, 100, null, null, 1.0)));

        assertThat(Goals.of(results)).extracting(Goal::what).containsExactly("the reference, start to first epoch, s");
    }

    private static Endurance whole(String title, TrainingMeasurement training) {
        return Endurance.of(title, title, 500, 50, List.of(training));
    }

    private static Spread at(double value) {
        return new Spread(value, value, value);
    }

    private static Row row(String title, int threads, double speed, Spread toEager, Spread toLimit) {
        return new Row(title + threads, title, threads, at(speed), toEager, toLimit, List.of(speed),
                new ProcessMemory(null, null));
    }
}
