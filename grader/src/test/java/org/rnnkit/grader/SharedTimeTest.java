package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.StepsGrading.SharedTime;

/** Tests of the time that steps share, with a clock of their own. */
class SharedTimeTest {

    private static final Duration OWN = Duration.ofSeconds(60);

    private long now;

    @Test
    void withoutACommonLimitEachStepHasItsOwn() {
        assertThat(new SharedTime(null, 9, 2, () -> now).next(OWN)).isEqualTo(OWN);
    }

    @Test
    void noStepGetsMoreThanItsOwnLimit() {
        assertThat(time(Duration.ofHours(1), 1).next(OWN)).isEqualTo(OWN);
    }

    /** Steps that all take as long as they may end when the common time ends, and each has had its turn. */
    @ParameterizedTest
    @CsvSource({"90,1", "90,2", "400,1", "100,3"})
    void nineStepsThatNeverEndTakeTheCommonTime(int seconds, int workers) {
        SharedTime time = time(Duration.ofSeconds(seconds), workers);
        PriorityQueue<Long> ends = new PriorityQueue<>();
        for (int step = 0; step < 9; step++) {
            if (ends.size() == workers) {
                now = ends.remove();
            }
            Duration limit = time.next(OWN);
            assertThat(limit).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds).dividedBy(9));
            ends.add(now + limit.toNanos());
        }
        assertThat(ends).allMatch(end -> end <= seconds * 1_000_000_000L).anyMatch(end -> end > seconds * 999_000_000L);
    }

    @Test
    void theNextStepsHaveTheTimeThatAStepDidNotNeed() {
        SharedTime time = time(Duration.ofSeconds(90), 1);
        assertThat(time.next(OWN)).isEqualTo(Duration.ofSeconds(10));
        now = Duration.ofSeconds(2).toNanos();
        assertThat(time.next(OWN)).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void aStepGetsASecondEvenIfAllTimeIsUsedUp() {
        SharedTime time = time(Duration.ofSeconds(5), 1);
        now = Duration.ofSeconds(7).toNanos();
        assertThat(time.next(OWN)).isEqualTo(Duration.ofSeconds(1));
    }

    /** Steps that hang in each common run must leave most of the time for the runs of single steps. */
    @Test
    void commonRunsHaveASmallPartOfTheTimeThatIsLeft() {
        SharedTime time = time(Duration.ofSeconds(100), 1);
        assertThat(time.jointLimit()).isEqualTo(Duration.ofSeconds(20));
        now = Duration.ofSeconds(20).toNanos();
        assertThat(time.jointLimit()).isEqualTo(Duration.ofSeconds(16));
        now = Duration.ofSeconds(99).toNanos();
        assertThat(time.jointLimit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new SharedTime(null, 9, 2, () -> now).jointLimit()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theOthersHaveTheTimeOfStepsThatNeedNone() {
        SharedTime time = time(Duration.ofSeconds(90), 1);
        time.skip(6);
        assertThat(time.next(OWN)).isEqualTo(Duration.ofSeconds(30));
    }

    private SharedTime time(Duration total, int workers) {
        return new SharedTime(total, 9, workers, () -> now);
    }
}
