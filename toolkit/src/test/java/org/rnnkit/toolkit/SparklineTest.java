package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.ConsoleMonitor.Sparkline;

/** Tests of curves drawn with characters. */
class SparklineTest {

    @Test
    void drawsLowToHigh() {
        assertThat(Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 60, true)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(Sparkline.of(new double[] {7, 0, 3.5}, 60, false)).isEqualTo("#_+");
    }

    @Test
    void averagesNeighboursInALongCurve() {
        double[] falling = IntStream.range(0, 1000).mapToDouble(i -> 1000 - i).toArray();

        assertThat(Sparkline.of(falling, 8, true)).isEqualTo("█▇▆▅▄▃▂▁");
    }

    @Test
    void drawsAFlatCurveAndMarksValuesThatAreNotFinite() {
        assertThat(Sparkline.of(new double[] {2, 2}, 60, true)).isEqualTo("▁▁");
        assertThat(Sparkline.of(new double[] {1, Double.NaN, 2, Double.POSITIVE_INFINITY}, 60, true))
                .isEqualTo("▁?█?");
        assertThat(Sparkline.of(new double[0], 60, true)).isEmpty();
    }
}
