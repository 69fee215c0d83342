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
import org.rnnkit.bench.result.Wait;

/** Tests of the goals, with invented measurements. */
class GoalsTest {

    private static final Spread NOTHING = null;

    private static final Machine MACHINE = new Machine("Linux", "A Processor", null, 2, 8_192, 0, "A VM 17", "0.36.0", "2.7.1",
            null, "cpu");

    private final Results results = Results.empty(MACHINE, "a text", false, 1, 10, 2, 3);

    @Test
    void reachesAllGoals() {
        results.passes().add(pass(0, row("the reference", 1, 65, at(1.3), at(0.65)),
                row("by hand", 1, 60, at(1.2), at(0.9)), row("by hand", 2, 100, at(2), at(0.8))));
        results.passes().add(pass(1, row("the reference", 1, 33, at(1), at(1)), row("by hand", 2, 50, at(1), at(1))));
        results.endurance().add(whole("by hand", new TrainingMeasurement(1.9, 59, 100.0, 104.0, 1.0)));
        addWaits(4.9, 2.9, 7.9, 0.29, 3.9, 0.99);

        assertThat(Goals.of(results)).allMatch(Goal::reached).extracting(Goal::measured).containsExactly("0.800", "0.900",
                "0.650", "2.000", "1.300", "0.500", "0.508", "4.000", "1.900", "59.000", "4.900", "2.900", "7.900", "0.290",
                "0.290", "0.290", "3.900", "3.900", "0.290", "0.990");
    }

    @Test
    void reachesNoGoal() {
        results.passes().add(pass(0, row("the reference", 1, 60, at(1.2), at(0.649)),
                row("by hand", 1, 60, at(1.2), at(0.899)), row("by hand", 2, 99, at(1.9996), at(0.7996))));
        results.passes().add(pass(1, row("the reference", 1, 29, at(1), at(1)), row("by hand", 1, 90, at(1), at(1)),
                row("by hand", 2, 49, at(1), at(1))));
        results.endurance().add(whole("by hand", new TrainingMeasurement(2, 60, 100.0, 105.0, 1.0)));
        addWaits(5, 3, 8, 0.3, 5, 1);

        assertThat(Goals.of(results)).hasSize(20).noneMatch(Goal::reached);
    }

    @Test
    void takesTheSlowestOfTheSmallSteps() {
        results.tools().addAll(List.of(wait("save1", 0.1), wait("save7", 0.4), wait("save8", 2)));

        assertThat(Goals.of(results)).extracting(Goal::measured).containsExactly("0.400");
    }

    @Test
    void leavesOutGoalsWithoutMeasurements() {
        assertThat(Goals.of(results)).isEmpty();
        results.passes().add(pass(0, row("the reference", 1, 60, NOTHING, NOTHING),
                row("by hand", 1, 60, NOTHING, NOTHING)));
        results.endurance().add(whole("the reference", new TrainingMeasurement(1, 100, null, null, 1.0)));

        assertThat(Goals.of(results)).extracting(Goal::what).containsExactly("the reference, start to first epoch, s");
    }

    private void addWaits(double steps, double each, double training, double launcher, double maven, double last) {
        results.grading().addAll(List.of(wait("steps", steps), wait("class1", 99), wait("class2", each),
                wait("proofAlone", training)));
        results.tools().addAll(List.of(wait("help", launcher), wait("list", launcher), wait("hint", launcher),
                wait("mavenAll", maven), wait("mavenOne", maven), wait("save1", launcher), wait("save9", last)));
    }

    private static Wait wait(String id, double seconds) {
        return new Wait(id, id, null, List.of(seconds));
    }

    private static Pass pass(int busyCores, Row... rows) {
        return new Pass(busyCores, List.of(rows), List.of());
    }

    private static Endurance whole(String title, TrainingMeasurement training) {
        return Endurance.of(title, title, 500, 50, List.of(training));
    }

    private static Spread at(double value) {
        return new Spread(value, value, value);
    }

    private static Row row(String title, int threads, double speed, Spread toEager, Spread toLimit) {
        return new Row(title + threads, title, threads, at(speed), toEager, toLimit, List.of(speed),
                1.0, new ProcessMemory(null, null));
    }
}
