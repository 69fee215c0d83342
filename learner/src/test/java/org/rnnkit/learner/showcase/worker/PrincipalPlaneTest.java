package org.rnnkit.learner.showcase.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Tests of the plane in which points lie farthest apart. */
class PrincipalPlaneTest {

    @Test
    void findsTheTwoDirectionsOfTheLargestVariance() {
        // Around (5, 5, 5): far along the third axis, less far along the first, nearly not along the second.
        float[][] points = {{5, 5, 9}, {5, 5, 1}, {7, 5, 5}, {3, 5, 5}, {5, 5.1f, 5}, {5, 4.9f, 5}};
        PrincipalPlane plane = PrincipalPlane.of(points);
        double[] first = plane.across();
        double[] second = plane.up();
        assertThat(Math.abs(first[0])).isCloseTo(4, within(1e-6));
        assertThat(first[1]).isCloseTo(-first[0], within(1e-6));
        assertThat(Math.abs(second[2])).isCloseTo(2, within(1e-6));
        assertThat(second[0]).isCloseTo(0, within(1e-6));
        assertThat(plane.share()).isCloseTo(40 / 40.02, within(1e-6));
    }

    @Test
    void equalPointsHaveNoPlane() {
        PrincipalPlane plane = PrincipalPlane.of(new float[][] {{1, 2}, {1, 2}});
        assertThat(plane.across()).containsExactly(0, 0);
        assertThat(plane.share()).isZero();
    }
}
