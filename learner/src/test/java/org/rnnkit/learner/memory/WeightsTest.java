package org.rnnkit.learner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.memory.PlaceView.Weights;
import org.rnnkit.learner.worker.MemoryWorker.Expectation;

/** Tests of the numbers that are made from weights. */
class WeightsTest {

    private static Weights weights(double... newestFirst) {
        return new Weights(newestFirst);
    }

    @Test
    void countDistancesFromTheCharacterReadLast() {
        assertThat(Weights.of(new Expectation("e", 0.5, new double[] {1, 2, 5})).values()).containsExactly(5, 2, 1);
    }

    @Test
    void shareTheWholeAndCompareWithTheLargest() {
        assertThat(weights(1, 3, 4).share(1)).isCloseTo(3 / 8.0, within(1e-12));
        assertThat(weights(1, 3, 4).relative(1)).isCloseTo(3 / 4.0, within(1e-12));
    }

    @Test
    void findTheLastCharactersWithHalfOfTheWeight() {
        assertThat(weights(5, 2, 2, 1).half()).isEqualTo(1);
        assertThat(weights(4, 2, 2, 2).half()).isEqualTo(2);
        assertThat(weights(1, 1, 1, 1, 6).half()).isEqualTo(5);
    }

    @Test
    void giveNoNumberWhereNoCharacterCounts() {
        Weights nothing = weights(0, 0, 0, 0);
        assertThat(nothing.half()).isZero();
        assertThat(nothing.share(1)).isZero();
        assertThat(nothing.relative(1)).isZero();
        assertThat(nothing.decay()).isNull();
    }

    @Test
    void fitAnExponentialCurve() {
        double[] values = IntStream.range(0, 20).mapToDouble(k -> 3 * Math.pow(0.8, k)).toArray();
        Weights.Decay decay = weights(values).decay();
        assertThat(decay.factor()).isCloseTo(0.8, within(1e-9));
        assertThat(decay.first()).isCloseTo(3, within(1e-9));
        assertThat(decay.at(2)).isCloseTo(1.92, within(1e-9));
    }

    /** Zeros, and numbers near the smallest of float32, say nothing about the decay. */
    @Test
    void leaveTheSmallestNumbersOutOfTheFit() {
        assertThat(weights(1, 1e-10, 1e-20, 1e-30, 1e-45, 0).decay().factor()).isCloseTo(1e-10, within(1e-15));
    }
}
