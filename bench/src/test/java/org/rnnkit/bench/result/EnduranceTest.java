package org.rnnkit.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the summary of several whole trainings. */
class EnduranceTest {

    @Test
    void hasMediansAndRanges() {
        Endurance endurance = Endurance.of("a-1", "a", 500, 50, List.of(new TrainingMeasurement(1, 60, 200.0, 220.0, 1.03),
                new TrainingMeasurement(3, 55, 200.0, 201.0, 1.05), new TrainingMeasurement(2, 80, 100.0, 104.0, 1.04)));

        assertThat(endurance.firstEpochSeconds()).isEqualTo(new Spread(2, 1, 3));
        assertThat(endurance.seconds()).isEqualTo(new Spread(60, 55, 80));
        assertThat(endurance.earlyMegabytes()).isEqualTo(new Spread(200, 100, 200));
        assertThat(endurance.lateMegabytes()).isEqualTo(new Spread(201, 104, 220));
        assertThat(endurance.growth().median()).as("the growth is computed for each training").isBetween(0.0399, 0.0401);
        assertThat(endurance.perplexity()).isEqualTo(new Spread(1.04, 1.03, 1.05));
    }

    @Test
    void hasNoMemoryIfTheSystemDoesNotReportIt() {
        Endurance endurance = Endurance.of("a-1", "a", 500, 50,
                List.of(new TrainingMeasurement(1, 60, 200.0, 220.0, 1.0), new TrainingMeasurement(1, 60, null, null, 1.0)));

        assertThat(endurance.growth()).isNull();
        assertThat(endurance.earlyMegabytes()).isNull();
        assertThat(endurance.seconds()).isEqualTo(new Spread(60, 60, 60));
    }
}
